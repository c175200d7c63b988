import { z } from 'zod';
import type { HeaderPairs } from './policy.ts';

/** The name of a header, made lower case. */
export const HeaderName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'must be a header name')
  .transform((name) => name.toLowerCase());

/** The value of a header: printable, on one line, without blanks around it. */
export const HeaderValue = z
  .string()
  .max(4096)
  .regex(/^(?:[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?)?$/, 'must be printable ASCII on one line');

const FRAMING: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const OURS: ReadonlySet<string> = new Set([
  'date',
  'forwarded',
  'ratelimit',
  'ratelimit-policy',
  'server-timing',
  'traceparent',
  'via',
  'x-real-ip',
  'x-request-id',
]);

/** Whether a header frames the message or is the gateway's own, so that no policy may touch it. */
export function isProtectedHeader(name: string): boolean {
  const plain = name.toLowerCase().replaceAll('_', '-');
  return (
    FRAMING.has(plain) || OURS.has(plain) || plain.startsWith('tollgate-') || plain.startsWith('x-forwarded-')
  );
}

/** The name of a header that a policy may touch, made lower case. */
export const FreeHeaderName = HeaderName.refine(
  (name) => !isProtectedHeader(name),
  'is a header that only the gateway sets',
);

/** Headers by name, to be set on an answer. */
export const FreeHeaders = z
  .record(z.string(), HeaderValue)
  .refine((headers) => Object.keys(headers).length <= 30, 'at most 30 headers')
  .superRefine((headers, context) => {
    for (const name of Object.keys(headers)) {
      const parsed = FreeHeaderName.safeParse(name);
      if (parsed.success) continue;
      context.addIssue({
        code: 'custom',
        path: [name],
        message: parsed.error.issues[0]?.message ?? 'is wrong',
      });
    }
  });

/** Headers by name as names in lower case and values in turn. */
export function toPairs(headers: Readonly<Record<string, string>>): HeaderPairs {
  return Object.entries(headers).flatMap(([name, value]) => [name.toLowerCase(), value]);
}

/** The same, without what no policy may set and what cannot be sent: of headers that somebody else wrote. */
export function freePairs(headers: Readonly<Record<string, string>>): HeaderPairs {
  const free = Object.entries(headers).filter(
    ([name, value]) => FreeHeaderName.safeParse(name).success && HeaderValue.safeParse(value).success,
  );
  return toPairs(Object.fromEntries(free)).filter((_, i, pairs) => pairs[i - (i % 2)] !== 'content-type');
}
