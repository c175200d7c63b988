import { App, CreateAppInput, DeleteAppInput, GetAppInput, ListAppsInput, UpdateAppInput } from '../apps.ts';
import { defineRoute, NoOutput } from './route.ts';

const apps = { tag: 'Apps', output: App, answer: 'one' } as const;

export const listAppsRoute = defineRoute({
  ...apps,
  id: 'listApps',
  method: 'GET',
  path: '/v1/apps',
  summary: 'List apps',
  role: 'viewer',
  input: ListAppsInput,
  answer: 'list',
});

export const createAppRoute = defineRoute({
  ...apps,
  id: 'createApp',
  method: 'POST',
  path: '/v1/apps',
  summary: 'Create an app for a developer',
  role: 'editor',
  input: CreateAppInput.required({ developerId: true }),
  status: 201,
  problems: ['not_found', 'limit_reached'],
  example: { developerId: 'dev_1C3XR6GzvAbCdEfGhJkMnP', name: 'Weather' },
});

export const getAppRoute = defineRoute({
  ...apps,
  id: 'getApp',
  method: 'GET',
  path: '/v1/apps/{appId}',
  summary: 'Get an app',
  role: 'viewer',
  input: GetAppInput,
});

export const updateAppRoute = defineRoute({
  ...apps,
  id: 'updateApp',
  method: 'PATCH',
  path: '/v1/apps/{appId}',
  summary: 'Change name or description of an app',
  role: 'editor',
  input: UpdateAppInput,
  example: { name: 'Weather 2' },
});

export const deleteAppRoute = defineRoute({
  ...apps,
  id: 'deleteApp',
  method: 'DELETE',
  path: '/v1/apps/{appId}',
  summary: 'Delete an app',
  description: 'Its keys are revoked and its subscriptions cancelled.',
  role: 'editor',
  input: DeleteAppInput,
  output: NoOutput,
  answer: 'none',
});
