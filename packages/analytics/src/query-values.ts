import { z } from 'zod';

/** A count from ClickHouse, which may send 64-bit integers as text; refused where a number would lose digits. */
export const Count = z
  .union([z.number(), z.string().regex(/^\d+$/)])
  .transform(Number)
  .refine(Number.isSafeInteger, 'is beyond exact numbers');

/** Microseconds as milliseconds, or null where ClickHouse has no value. */
export const DurationMs = z
  .union([z.number(), z.string(), z.null()])
  .transform((us) => (us === null || us === 'nan' ? null : Math.round(Number(us)) / 1000));

/** Unix seconds or milliseconds as RFC 3339. */
export const SecondsAsTime = Count.transform((seconds) => new Date(seconds * 1000).toISOString());

/** An instant: a Date, or RFC 3339 text with a zone. */
export const Instant = z
  .union([z.date(), z.iso.datetime({ offset: true })])
  .transform((value) => new Date(value))
  .refine((value) => Math.abs(value.getTime()) < 4_000_000_000_000, 'is out of range');

/** A tenant's id; never empty, so that a query cannot lose its tenant. */
export const TenantId = z.string().min(1).max(64);

/** Unix microseconds of an instant. */
export function microsOf(instant: Date): number {
  return instant.getTime() * 1000;
}

/** Unix microseconds as RFC 3339 with six decimals. */
export function microsAsTime(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  const fraction = String(micros - seconds * 1_000_000).padStart(6, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${fraction}Z`;
}
