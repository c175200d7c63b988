import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeHead } from '../http/wire/make-head.ts';
import { HOP_BY_HOP } from './hop-by-hop.ts';
import { type OurHeaders, subscriptionLines, UpstreamHeaders } from './request-headers.ts';
import { makeCredential } from './upstream-credential.ts';

const OURS: OurHeaders = {
  subscription: subscriptionLines({
    ...{ tenantId: 'tnt_1', appId: 'app_1', subscriptionId: 'sub_1', planId: 'pln_1' },
  }),
  ...{ requestId: 'req_1', traceparent: '00-1-2-01', clientAddress: '192.0.2.1' },
  ...{ host: 'api.example', scheme: 'https', via: '1.1 gw' },
};
const linesOf = (text: string) => text.split('\r\n').slice(0, -1);
const CREDENTIAL = makeCredential({ in: 'header', name: 'X-Partner' }, 'ours');
const ADDED = linesOf(new UpstreamHeaders(makeHead('GET').lines, OURS, [], CREDENTIAL).toText());
const ADDED_NAMES = ADDED.map((line) => line.split(':', 1)[0] as string);

const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/).map((made) => `x-own-${made}`),
  fc.constantFrom(
    ...ADDED_NAMES,
    ...HOP_BY_HOP,
    'tollgate_app',
    'x_partner',
    'x_forwarded_for',
    'host',
    'x-api-key',
    'accept',
  ),
);
const header = fc.tuple(name, fc.stringMatching(/^[a-zA-Z0-9=,. -]{0,12}$/));
const connection = fc.array(name, { maxLength: 3 }).map((names) => ['connection', names.join(', ')] as const);

test('whatever a client sends, ours arrive once and as we wrote them, and all else of its own arrives unchanged', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(header, connection), { maxLength: 12 }), (sent) => {
      const named = new Set(
        sent.flatMap(([key, value]) =>
          key === 'connection' ? value.split(',').map((part) => part.trim()) : [],
        ),
      );
      const { lines } = makeHead('GET', sent.flat());
      const made = linesOf(new UpstreamHeaders(lines, OURS, ['x-api-key'], CREDENTIAL).toText());
      expect(made.slice(-ADDED.length)).toEqual(ADDED);
      const passed = made.slice(0, -ADDED.length);
      const isOwn = (key: string) => key === 'accept' || key.startsWith('x-own-');
      const own = sent.filter(([key]) => isOwn(key) && !named.has(key));
      expect(passed).toEqual(own.map(([key, value]) => `${key}: ${value}`));
    }),
    { numRuns: 1000 },
  );
});
