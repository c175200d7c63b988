import * as routes from '@tollgate/contract/routes/subscriptions';
import { approveSubscription } from '@tollgate/services/subscriptions/approve-subscription';
import { cancelSubscription } from '@tollgate/services/subscriptions/cancel-subscription';
import { createSubscription } from '@tollgate/services/subscriptions/create-subscription';
import { getSubscription } from '@tollgate/services/subscriptions/get-subscription';
import { listSubscriptions } from '@tollgate/services/subscriptions/list-subscriptions';
import { resumeSubscription } from '@tollgate/services/subscriptions/resume-subscription';
import { suspendSubscription } from '@tollgate/services/subscriptions/suspend-subscription';
import { bind } from '../http/bind.ts';

export const subscriptionBindings = [
  bind(routes.listSubscriptionsRoute, listSubscriptions),
  bind(routes.createSubscriptionRoute, createSubscription),
  bind(routes.getSubscriptionRoute, getSubscription),
  bind(routes.approveSubscriptionRoute, approveSubscription),
  bind(routes.suspendSubscriptionRoute, suspendSubscription),
  bind(routes.resumeSubscriptionRoute, resumeSubscription),
  bind(routes.cancelSubscriptionRoute, cancelSubscription),
];
