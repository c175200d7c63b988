import { expect, test } from 'vitest';
import { Balancing } from './balancing.ts';

test('what is not said has a default, so that a few words are enough', () => {
  expect(Balancing.parse({ breaker: {}, retries: {} })).toEqual({
    weight: 1,
    targets: [],
    method: 'round_robin',
    hashBy: 'app',
    hashName: null,
    slowStartMs: 0,
    panicPercent: 50,
    ejection: null,
    healthCheck: null,
    breaker: { failurePercent: 50, minRequests: 20, windowMs: 10_000, openMs: 10_000, probes: 3 },
    retries: { attempts: 1, budgetPercent: 20, minPerSecond: 3 },
  });
});

test.each<[string, unknown]>([
  ['targets.0.weight', { targets: [{ url: 'http://a.example', weight: 0 }] }],
  ['weight', { weight: 1.5 }],
  ['method', { method: 'fastest' }],
  ['hashName', { hashBy: 'header' }],
  ['hashName', { hashBy: 'cookie', hashName: 'a b' }],
  ['panicPercent', { panicPercent: 101 }],
  ['healthCheck.path', { healthCheck: {} }],
  ['healthCheck.path', { healthCheck: { path: '/a\r\nb' } }],
  ['healthCheck.path', { healthCheck: { path: 'http://evil.example/' } }],
  ['healthCheck.timeoutMs', { healthCheck: { path: '/', intervalMs: 1000, timeoutMs: 2000 } }],
  ['ejection.durationMs', { ejection: { durationMs: 0 } }],
  ['breaker.failurePercent', { breaker: { failurePercent: 0 } }],
  ['retries.attempts', { retries: { attempts: 100 } }],
  ['', { colour: 'red' }],
])('refused at %s: %j', (location, value) => {
  const { error } = Balancing.safeParse(value);
  expect(error?.issues.map(({ path }) => path.join('.'))).toContain(location);
});
