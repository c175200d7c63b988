import {
  CreateSubscriptionInput,
  ListSubscriptionsInput,
  Subscription,
  SubscriptionInput,
} from '../subscriptions.ts';
import { defineRoute } from './route.ts';

const subscriptions = { tag: 'Subscriptions', output: Subscription, answer: 'one' } as const;

export const listSubscriptionsRoute = defineRoute({
  ...subscriptions,
  id: 'listSubscriptions',
  method: 'GET',
  path: '/v1/subscriptions',
  summary: 'List subscriptions',
  role: 'viewer',
  input: ListSubscriptionsInput,
  answer: 'list',
});

export const createSubscriptionRoute = defineRoute({
  ...subscriptions,
  id: 'createSubscription',
  method: 'POST',
  path: '/v1/subscriptions',
  summary: 'Subscribe an app to a plan',
  role: 'editor',
  input: CreateSubscriptionInput,
  status: 201,
  problems: ['not_found', 'conflict'],
  example: { appId: 'app_1C3XR6GzvAbCdEfGhJkMnP', planId: 'pln_1C3XR6GzvAbCdEfGhJkMnP' },
});

export const getSubscriptionRoute = defineRoute({
  ...subscriptions,
  id: 'getSubscription',
  method: 'GET',
  path: '/v1/subscriptions/{subscriptionId}',
  summary: 'Get a subscription',
  role: 'viewer',
  input: SubscriptionInput,
});

export const approveSubscriptionRoute = defineRoute({
  ...subscriptions,
  id: 'approveSubscription',
  method: 'POST',
  path: '/v1/subscriptions/{subscriptionId}/approve',
  summary: 'Let a pending subscription work',
  role: 'editor',
  input: SubscriptionInput,
  problems: ['conflict'],
});

export const suspendSubscriptionRoute = defineRoute({
  ...subscriptions,
  id: 'suspendSubscription',
  method: 'POST',
  path: '/v1/subscriptions/{subscriptionId}/suspend',
  summary: 'Stop a subscription until it is resumed',
  role: 'editor',
  input: SubscriptionInput,
  problems: ['conflict'],
});

export const resumeSubscriptionRoute = defineRoute({
  ...subscriptions,
  id: 'resumeSubscription',
  method: 'POST',
  path: '/v1/subscriptions/{subscriptionId}/resume',
  summary: 'Let a suspended subscription work again',
  role: 'editor',
  input: SubscriptionInput,
  problems: ['conflict'],
});

export const cancelSubscriptionRoute = defineRoute({
  ...subscriptions,
  id: 'cancelSubscription',
  method: 'POST',
  path: '/v1/subscriptions/{subscriptionId}/cancel',
  summary: 'End a subscription for good',
  role: 'editor',
  input: SubscriptionInput,
  problems: ['conflict'],
});
