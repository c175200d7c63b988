import * as routes from '@tollgate/contract/routes/apps';
import { createApp } from '@tollgate/services/apps/create-app';
import { deleteApp } from '@tollgate/services/apps/delete-app';
import { getApp } from '@tollgate/services/apps/get-app';
import { listApps } from '@tollgate/services/apps/list-apps';
import { updateApp } from '@tollgate/services/apps/update-app';
import { bind } from '../http/bind.ts';

export const appBindings = [
  bind(routes.listAppsRoute, listApps),
  bind(routes.createAppRoute, createApp),
  bind(routes.getAppRoute, getApp),
  bind(routes.updateAppRoute, updateApp),
  bind(routes.deleteAppRoute, deleteApp),
];
