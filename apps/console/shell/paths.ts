type Query = Record<string, string | number | undefined>;

/** A path with the query values that are there, in the order given. */
export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

const at =
  (...parts: string[]) =>
  (query: Query = {}) =>
    withQuery(`/${parts.map(encodeURIComponent).join('/')}`, query);

/** Every address of the console, built in one place. Ids and secrets are escaped; queries are optional. */
export const paths = {
  overview: at(),
  signIn: at('sign-in'),
  signUp: at('sign-up'),
  forgotPassword: at('forgot-password'),
  resetPassword: (secret: string) => at('reset-password', secret)(),
  invitation: (secret: string) => at('invitation', secret)(),

  apis: at('apis'),
  apiImport: at('apis', 'import'),
  apiImportProgress: (importId: string) => at('apis', 'imports', importId)(),
  api: (apiId: string) => at('apis', apiId)(),
  apiSettings: (apiId: string) => at('apis', apiId, 'settings')(),
  apiVersion: (apiId: string, versionId: string, query: Query = {}) =>
    at('apis', apiId, 'versions', versionId)(query),
  apiVersionUpstream: (apiId: string, versionId: string) =>
    at('apis', apiId, 'versions', versionId, 'upstream')(),
  apiVersionRouting: (apiId: string, versionId: string) =>
    at('apis', apiId, 'versions', versionId, 'routing')(),
  operationRoute: (apiId: string, versionId: string, operationId: string) =>
    at('apis', apiId, 'versions', versionId, 'operations', operationId, 'route')(),
  apiVersionPolicies: (apiId: string, versionId: string) =>
    at('apis', apiId, 'versions', versionId, 'policies')(),
  operation: (apiId: string, versionId: string, operationId: string, query: Query = {}) =>
    at('apis', apiId, 'versions', versionId, 'operations', operationId)(query),
  operationPolicies: (apiId: string, versionId: string, operationId: string) =>
    at('apis', apiId, 'versions', versionId, 'operations', operationId, 'policies')(),
  apiVersionLifecycle: (apiId: string, versionId: string) =>
    at('apis', apiId, 'versions', versionId, 'lifecycle')(),

  products: at('products'),
  newProduct: at('products', 'new'),
  product: (productId: string) => at('products', productId)(),
  productCoverage: (productId: string) => at('products', productId, 'covers')(),
  productOperations: (productId: string, versionId: string) =>
    at('products', productId, 'covers', versionId)(),
  productPolicies: (productId: string) => at('products', productId, 'policies')(),
  productSettings: (productId: string) => at('products', productId, 'settings')(),
  newPlan: (productId: string) => at('products', productId, 'plans', 'new')(),
  plan: (productId: string, planId: string) => at('products', productId, 'plans', planId)(),
  planPolicies: (productId: string, planId: string) =>
    at('products', productId, 'plans', planId, 'policies')(),
  planEdit: (productId: string, planId: string) => at('products', productId, 'plans', planId, 'edit')(),

  developers: at('developers'),
  developer: (developerId: string) => at('developers', developerId)(),
  subscriptions: at('subscriptions'),
  subscription: (subscriptionId: string) => at('subscriptions', subscriptionId)(),
  app: (appId: string) => at('apps', appId)(),

  usage: at('usage'),
  requests: at('requests'),
  request: (requestId: string) => at('requests', requestId)(),

  explanations: at('explain'),
  explanation: (requestId: string) => at('explain', requestId)(),

  invoices: at('invoices'),
  unbilled: at('invoices', 'unbilled'),
  invoicePreview: (subscriptionId: string, query: Query = {}) =>
    at('invoices', 'unbilled', subscriptionId)(query),
  invoice: (invoiceId: string) => at('invoices', invoiceId)(),
  invoicePdf: (invoiceId: string) => at('api', 'invoices', invoiceId, 'pdf')(),

  gateways: at('gateways'),
  audit: at('audit'),
  mails: at('mails'),
  members: at('members'),
  tokens: at('tokens'),
  settings: at('settings'),
  tenantPolicies: at('settings', 'policies'),
  account: at('account'),

  liveTrafficData: at('api', 'live-traffic'),
  gatewaysData: at('api', 'gateways'),
  importsData: at('api', 'imports'),
  importData: (importId: string) => at('api', 'imports', importId)(),
} as const;

/** The address to go to after signing in: one of this console's own, or the overview. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next) || /[\p{Cc}\\]/u.test(next)) return paths.overview();
  return next;
}
