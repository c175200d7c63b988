declare module 'http-cache-tests/server/handle-*.mjs' {
  const handle: (
    segments: string[],
    request: import('node:http').IncomingMessage,
    response: import('node:http').ServerResponse,
  ) => void;

  // biome-ignore lint/style/noDefaultExport: the package exports so.
  export default handle;
}

declare module 'http-cache-tests/client/config.mjs' {
  export function setFetch(fetch: (url: string, init?: RequestInit) => Promise<Response>): void;
  export function setBaseUrl(url: string): void;
}

declare module 'http-cache-tests/client/test.mjs' {
  export function makeCacheTest(test: object): Promise<void>;
  export const testResults: Record<string, true | [kind: string, message: string]>;
}

declare module 'http-cache-tests/tests/index.mjs' {
  const suites: {
    readonly id: string;
    readonly tests: { readonly id: string; readonly browser_only?: boolean }[];
  }[];

  // biome-ignore lint/style/noDefaultExport: the package exports so.
  export default suites;
}
