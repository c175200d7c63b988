import {
  GetLiveTrafficInput,
  GetRequestInput,
  GetTopUsageInput,
  GetUsageInput,
  ListRequestsInput,
  LiveTraffic,
  TopUsage,
  Usage,
  UsageRequest,
} from '../usage.ts';
import { defineRoute } from './route.ts';

export const getUsageRoute = defineRoute({
  id: 'getUsage',
  method: 'GET',
  path: '/v1/usage',
  tag: 'Usage',
  summary: 'Get usage over time',
  description:
    'Sums of the range and of the one before it, and buckets with zeros filled in. `from` counts, `to` does not.',
  role: 'viewer',
  input: GetUsageInput,
  output: Usage,
  answer: 'one',
});

export const getTopUsageRoute = defineRoute({
  id: 'getTopUsage',
  method: 'GET',
  path: '/v1/usage/top',
  tag: 'Usage',
  summary: 'Get the values of a dimension with the most usage',
  role: 'viewer',
  input: GetTopUsageInput,
  output: TopUsage,
  answer: 'whole',
});

export const getLiveTrafficRoute = defineRoute({
  id: 'getLiveTraffic',
  method: 'GET',
  path: '/v1/usage/live',
  tag: 'Usage',
  summary: 'Get the last minutes in steps of ten seconds',
  role: 'viewer',
  input: GetLiveTrafficInput,
  output: LiveTraffic,
  answer: 'one',
});

export const listRequestsRoute = defineRoute({
  id: 'listRequests',
  method: 'GET',
  path: '/v1/requests',
  tag: 'Requests',
  summary: 'List single requests, newest first',
  role: 'viewer',
  input: ListRequestsInput,
  output: UsageRequest,
  answer: 'list',
});

export const getRequestRoute = defineRoute({
  id: 'getRequest',
  method: 'GET',
  path: '/v1/requests/{requestId}',
  tag: 'Requests',
  summary: 'Get one request by its id or X-Request-Id',
  role: 'viewer',
  input: GetRequestInput,
  output: UsageRequest,
  answer: 'one',
});
