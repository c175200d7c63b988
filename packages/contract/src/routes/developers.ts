import {
  CreateDeveloperInput,
  Developer,
  GetDeveloperInput,
  ListDevelopersInput,
  UpdateDeveloperInput,
} from '../developers.ts';
import { defineRoute } from './route.ts';

export const listDevelopersRoute = defineRoute({
  id: 'listDevelopers',
  method: 'GET',
  path: '/v1/developers',
  tag: 'Developers',
  summary: 'List developers',
  role: 'viewer',
  input: ListDevelopersInput,
  output: Developer,
  answer: 'list',
});

export const createDeveloperRoute = defineRoute({
  id: 'createDeveloper',
  method: 'POST',
  path: '/v1/developers',
  tag: 'Developers',
  summary: 'Create a developer',
  description:
    'Developers sign up by themselves in the portal; this is for those you bring along. Tell them the password.',
  role: 'editor',
  input: CreateDeveloperInput,
  output: Developer,
  answer: 'one',
  status: 201,
  problems: ['conflict'],
  example: { name: 'Ada', email: 'ada@example.com', password: 'a long first password' },
});

export const getDeveloperRoute = defineRoute({
  id: 'getDeveloper',
  method: 'GET',
  path: '/v1/developers/{developerId}',
  tag: 'Developers',
  summary: 'Get a developer',
  role: 'viewer',
  input: GetDeveloperInput,
  output: Developer,
  answer: 'one',
});

export const updateDeveloperRoute = defineRoute({
  id: 'updateDeveloper',
  method: 'PATCH',
  path: '/v1/developers/{developerId}',
  tag: 'Developers',
  summary: 'Rename, block or unblock a developer',
  description:
    'A block ends every session the developer has, and stops the calls of their apps within a second, whatever their subscriptions say; unblocking lets both in again.',
  role: 'editor',
  input: UpdateDeveloperInput.omit({ password: true }),
  output: Developer,
  answer: 'one',
  example: { status: 'blocked' },
});
