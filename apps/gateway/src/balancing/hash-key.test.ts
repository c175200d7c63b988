import { Balancing } from '@tollgate/domain/balancing';
import { expect, test } from 'vitest';
import { hashKey } from './hash-key.ts';

function keyOf(hashBy: string, hashName: string | null, headers: string[]): string {
  const names = headers.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
  const head = { method: 'GET', target: '/', headers, names, peerAddress: '1.2.3.4', isTls: false };
  const settings = Balancing.parse({ method: 'consistent_hash', hashBy, hashName });
  return hashKey(settings, { head, appId: 'app_1', clientAddress: '1.2.3.4' });
}

test.each<[string, string | null, string[], string]>([
  ['app', null, [], 'app_1'],
  ['address', null, [], '1.2.3.4'],
  ['header', 'X-User', ['x-user', 'ada'], 'ada'],
  ['header', 'X-User', [], 'app_1'],
  ['cookie', 'sid', ['Cookie', 'a=1; sid=s=7 ; b=2'], 's=7'],
  ['cookie', 'sid', ['Cookie', 'a=1', 'Cookie', 'sid=8'], '8'],
  ['cookie', 'sid', ['Cookie', 'xsid=9; sid='], 'app_1'],
])('by %s %s of %j it is %s', (hashBy, hashName, headers, key) => {
  expect(keyOf(hashBy, hashName, headers)).toBe(key);
});
