import * as routes from '@tollgate/contract/routes/developers';
import { createDeveloper } from '@tollgate/services/developers/create-developer';
import { getDeveloper } from '@tollgate/services/developers/get-developer';
import { listDevelopers } from '@tollgate/services/developers/list-developers';
import { updateDeveloper } from '@tollgate/services/developers/update-developer';
import { bind } from '../http/bind.ts';

export const developerBindings = [
  bind(routes.listDevelopersRoute, listDevelopers),
  bind(routes.createDeveloperRoute, createDeveloper),
  bind(routes.getDeveloperRoute, getDeveloper),
  bind(routes.updateDeveloperRoute, updateDeveloper),
];
