import type { HeaderLines } from '../../http/wire/header-lines.ts';

/** Whether a body has an end of its own: one that ends with its connection may have been cut off. */
export function isFramed({ names }: HeaderLines, hasBody: boolean): boolean {
  return !hasBody || names.includes('content-length') || names.includes('transfer-encoding');
}
