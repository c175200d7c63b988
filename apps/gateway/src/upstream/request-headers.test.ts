import { makeHead } from '@tollgate/testkit/gateway/make-head';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOP_BY_HOP } from './hop-by-hop.ts';
import { type OurHeaders, upstreamRequestHeaders } from './request-headers.ts';

const OURS: OurHeaders = {
  ...{ tenantId: 'tnt_1', appId: 'app_1', subscriptionId: 'sub_1', planVersionId: 'pln_1' },
  ...{ requestId: 'req_1', traceparent: '00-1-2-01', clientAddress: '192.0.2.1' },
  ...{ host: 'api.example', scheme: 'https', via: '1.1 gw' },
};
const ADDED = upstreamRequestHeaders(makeHead('GET'), OURS, []);
const ADDED_NAMES = ADDED.filter((_, at) => at % 2 === 0);

const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/).map((made) => `x-own-${made}`),
  fc.constantFrom(
    ...ADDED_NAMES,
    ...HOP_BY_HOP,
    'tollgate_app',
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
      const made = upstreamRequestHeaders(makeHead('GET', sent.flat()), OURS, ['x-api-key']);
      const pairs = made.flatMap((_, at) =>
        at % 2 === 0 ? [[made[at] as string, made[at + 1] as string]] : [],
      );
      expect(made.slice(-ADDED.length)).toEqual(ADDED);
      const passed = pairs.slice(0, -ADDED.length / 2);
      const isOwn = (key: string) => key === 'accept' || key.startsWith('x-own-');
      expect(passed).toEqual(sent.filter(([key]) => isOwn(key) && !named.has(key)));
    }),
    { numRuns: 1000 },
  );
});
