import { ApiError } from './api-error.ts';

const LONGEST_TEXT = 100;

/** A text parameter, or undefined when it is absent. */
export function readText(query: URLSearchParams, name: string): string | undefined {
  const value = query.get(name)?.trim();
  if (!value) return undefined;
  if (value.length > LONGEST_TEXT) {
    throw new ApiError(400, 'invalid_parameter', `${name} has more than ${LONGEST_TEXT} characters.`);
  }
  return value;
}

/** A whole number between two bounds, or the fallback when it is absent. */
export function readWhole(
  query: URLSearchParams,
  name: string,
  bounds: { least: number; most: number; fallback: number },
): number {
  const text = query.get(name);
  if (text === null) return bounds.fallback;
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= bounds.least && value <= bounds.most) return value;
  throw new ApiError(
    400,
    'invalid_parameter',
    `${name} must be a whole number from ${bounds.least} to ${bounds.most}.`,
  );
}

/** `true` or `false`, or undefined when it is absent. */
export function readFlag(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw new ApiError(400, 'invalid_parameter', `${name} must be true or false.`);
}

/** One page of a list, by `limit` and `offset`, with what is needed to ask for the next. */
export function readPage<T>(query: URLSearchParams, items: T[]) {
  const limit = readWhole(query, 'limit', { least: 1, most: 100, fallback: 20 });
  const offset = readWhole(query, 'offset', { least: 0, most: 100_000, fallback: 0 });
  const nextOffset = offset + limit < items.length ? offset + limit : null;
  return { data: items.slice(offset, offset + limit), total: items.length, limit, offset, nextOffset };
}
