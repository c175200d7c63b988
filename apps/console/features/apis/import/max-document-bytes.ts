/** The largest document the console sends on; reading it has the same limit. */
export const MAX_DOCUMENT_BYTES = 25 * 1024 * 1024;
