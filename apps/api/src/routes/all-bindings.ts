import type { Binding } from '../http/bind.ts';
import { apiBindings } from './apis.ts';
import { appBindings } from './apps.ts';
import { certificateBindings } from './credentials/certificates.ts';
import { clientBindings } from './credentials/clients.ts';
import { keyBindings } from './credentials/keys.ts';
import { developerBindings } from './developers.ts';
import { invoiceBindings } from './invoices.ts';
import { policyBindings } from './policies/level-policies.ts';
import { productBindings } from './products.ts';
import { subscriptionBindings } from './subscriptions.ts';
import { tenantBindings } from './tenants.ts';
import { usageBindings } from './usage.ts';
import { watchBindings } from './watch.ts';

/** Every mounted route of the management API with its verb. */
export const ALL_BINDINGS: readonly Binding[] = [
  ...tenantBindings,
  ...apiBindings,
  ...productBindings,
  ...policyBindings,
  ...developerBindings,
  ...appBindings,
  ...keyBindings,
  ...clientBindings,
  ...certificateBindings,
  ...subscriptionBindings,
  ...usageBindings,
  ...invoiceBindings,
  ...watchBindings,
];
