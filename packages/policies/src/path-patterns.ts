import { z } from 'zod';

/** A path below the base path, such as `/countries`, or all below one: `/countries/*`. */
export const PathPattern = z
  .string()
  .max(500)
  .regex(
    /^\/(?!\/)[A-Za-z0-9\-._~!$&'()+,;=:@%/]*(?<=\/)\*$|^\/(?!\/)[A-Za-z0-9\-._~!$&'()+,;=:@%/]*$/,
    'must be a path such as /countries, or /countries/* for all below it',
  );

/** What of a path stands where a pattern has its star: empty for a pattern without one, null when it does not fit. */
export function matchPath(pattern: string, path: string): string | null {
  const plain = path === '' ? '/' : path;
  if (!pattern.endsWith('*')) return plain === pattern ? '' : null;
  const start = pattern.slice(0, -1);
  return plain.startsWith(start) ? plain.slice(start.length) : null;
}

/** Whether one of the patterns fits; no patterns fit everything. */
export function isAmong(patterns: readonly string[], path: string): boolean {
  return patterns.length === 0 || patterns.some((pattern) => matchPath(pattern, path) !== null);
}
