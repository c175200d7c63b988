import type { SchemaObject } from '../imported-api.ts';

const byFormat: Record<string, string> = {
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  time: '12:00:00Z',
  duration: 'P1D',
  email: 'ada@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  'uri-reference': '/path',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
  byte: 'aGVsbG8=',
  binary: 'binary',
  password: 'secret',
};

/** Text that fits a schema's format and lengths; patterns are not followed. */
export function sampleString(schema: SchemaObject): string {
  const text = (typeof schema.format === 'string' && byFormat[schema.format]) || 'text';
  const minLength = toCount(schema.minLength) ?? 0;
  const maxLength = toCount(schema.maxLength) ?? Number.POSITIVE_INFINITY;
  return text.padEnd(Math.min(minLength, 200), 'x').slice(0, maxLength);
}

/** A number within a schema's bounds. */
export function sampleNumber(schema: SchemaObject): number {
  const step = toNumber(schema.multipleOf) ?? 1;
  const low = toNumber(schema.minimum) ?? raise(toNumber(schema.exclusiveMinimum), step);
  const high = toNumber(schema.maximum) ?? raise(toNumber(schema.exclusiveMaximum), -step);
  if (low !== undefined) return low > 1 || (high ?? 1) < 1 ? low : Math.max(low, step === 1 ? 1 : step);
  return high === undefined ? step : Math.min(step, high);
}

function raise(bound: number | undefined, step: number): number | undefined {
  return bound === undefined ? undefined : bound + step;
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function toCount(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
