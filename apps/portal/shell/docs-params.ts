import type { DocsAt } from './paths.ts';

/** Route parameters of docs, as Next hands them over: still percent-encoded. */
export type DocsParams = DocsAt;

/** The API version that route parameters name. */
export function readDocsParams({ product, api, version }: DocsParams): DocsAt {
  return { product: decode(product), api: decode(api), version: decode(version) };
}

/** One decoded route segment; what cannot be decoded stays as it is, and names nothing. */
export function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
