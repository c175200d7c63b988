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

/** One API version of a product, as an address names it. */
export interface DocsAt {
  product: string;
  api: string;
  version: string;
}

export type PortalPaths = ReturnType<typeof portalPaths>;

/** Every address of one tenant's portal, built in one place. `base` is `/<slug>` by path and empty by host. */
export function portalPaths(base: string) {
  const at = (...parts: string[]) => `${base}/${parts.map(encodeURIComponent).join('/')}`;
  const docs = ({ product, api, version }: DocsAt, ...rest: string[]) =>
    at('docs', product, api, version, ...rest);
  return {
    base,
    home: () => base || '/',
    product: (slug: string) => at('products', slug),
    docs: (where: DocsAt, query: Query = {}) => withQuery(docs(where), query),
    docsIndex: (where: DocsAt) => docs(where, 'index.json'),
    // Operation ids such as `repos/get` keep their slashes: they are readable, and the route takes all segments.
    operation: (where: DocsAt, operationId: string) => docs(where, 'operations', ...operationId.split('/')),
    operationMarkdown: (where: DocsAt, operationId: string) =>
      docs(where, 'markdown', ...`${operationId}.md`.split('/')),
    schema: (where: DocsAt, name: string) => docs(where, 'schemas', name),
    problems: () => at('errors'),
    problem: (code: string) => at('errors', code),
    signIn: (query: { next?: string | undefined } = {}) => withQuery(at('sign-in'), query),
    signUp: (query: { next?: string | undefined } = {}) => withQuery(at('sign-up'), query),
    forgotPassword: () => at('forgot-password'),
    subscribe: (product: string, query: { plan?: string; app?: string } = {}) =>
      withQuery(at('subscribe', product), query),
    apps: () => at('apps'),
    newApp: () => at('apps', 'new'),
    app: (appId: string) => at('apps', appId),
    usage: (query: Query = {}) => withQuery(at('usage'), query),
    requests: (query: Query = {}) => withQuery(at('usage', 'requests'), query),
    request: (requestId: string) => at('usage', 'requests', requestId),
    invoices: (query: Query = {}) => withQuery(at('invoices'), query),
    invoicePreview: (subscriptionId: string) => at('invoices', 'preview', subscriptionId),
    invoice: (invoiceId: string) => at('invoices', invoiceId),
    invoicePdf: (invoiceId: string) => at('invoices', invoiceId, 'pdf'),
    account: () => at('account'),
    tryIt: () => at('try'),
    llms: () => at('llms.txt'),
  } as const;
}

/** The address to go to after signing in: one of this portal's own, or its home. */
export function safeNext(next: string | undefined, paths: PortalPaths): string {
  const isOwn = next !== undefined && (next === paths.home() || next.startsWith(`${paths.base}/`));
  if (!isOwn || /^\/[/\\]/.test(next) || /[\p{Cc}\\]/u.test(next)) return paths.home();
  return next;
}
