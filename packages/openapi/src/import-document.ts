import type { ImportedApi, ImportProgress } from './imported-api.ts';
import { defaultImportLimits, type ImportLimits } from './limits.ts';
import { normalize } from './normalize/normalize.ts';
import { parseDocument } from './parse/parse-document.ts';

/**
 * Reads an OpenAPI document in the calling thread. It blocks for a second or more on large documents: servers
 * use importInThread.
 */
export function importDocument(
  bytes: Uint8Array,
  limits: ImportLimits = defaultImportLimits,
  onProgress: (progress: ImportProgress) => void = () => {},
): ImportedApi {
  onProgress({ step: 'parse', done: 0, total: 1 });
  const document = parseDocument(bytes, limits);
  onProgress({ step: 'parse', done: 1, total: 1 });
  const api = normalize(document, limits, onProgress);
  onProgress({ step: 'done', done: 1, total: 1 });
  return api;
}
