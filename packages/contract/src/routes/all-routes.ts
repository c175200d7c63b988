import * as explanations from '../explain/explanation-routes.ts';
import * as apis from './apis.ts';
import * as apps from './apps.ts';
import * as certificates from './credentials/certificates.ts';
import * as clients from './credentials/clients.ts';
import * as keys from './credentials/keys.ts';
import * as developers from './developers.ts';
import * as invoices from './invoices.ts';
import * as policies from './policies/level-policies.ts';
import * as products from './products.ts';
import type { Route } from './route.ts';
import * as subscriptions from './subscriptions.ts';
import * as tenants from './tenants.ts';
import * as usage from './usage.ts';
import * as watch from './watch.ts';

/** Every route of the management API, in the order of its docs. */
export const ALL_ROUTES: readonly Route[] = [
  tenants,
  apis,
  products,
  policies,
  developers,
  apps,
  keys,
  clients,
  certificates,
  subscriptions,
  usage,
  explanations,
  invoices,
  watch,
].flatMap((resource) => Object.values(resource) as unknown as Route[]);
