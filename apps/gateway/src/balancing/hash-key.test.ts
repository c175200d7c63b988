import { Balancing } from '@tollgate/domain/balancing';
import { expect, test } from 'vitest';
import { HeaderLines } from '../http/wire/header-lines.ts';
import { hashKey } from './hash-key.ts';

function keyOf(hashBy: string, hashName: string | null, headers: string[]): string {
  const lines = HeaderLines.of(headers);
  const head = {
    method: 'GET',
    target: '/',
    lines,
    peerAddress: '1.2.3.4',
    isTls: false,
    webSocketKey: null,
  };
  const settings = Balancing.parse({ method: 'consistent_hash', hashBy, hashName });
  return hashKey(settings, { head, appId: 'app_1', clientAddress: '1.2.3.4' });
}

test.each<[string, string | null, string[], string]>([
  ['app', null, [], 'app_1'],
  ['address', null, [], '1.2.3.4'],
  ['header', 'X-User', ['x-user', 'ada'], 'ada'],
  ['header', 'X-User', [], 'app_1'],
  ['cookie', 'sid', ['cookie', 'a=1; sid=s=7 ; b=2'], 's=7'],
  ['cookie', 'sid', ['cookie', 'a=1', 'cookie', 'sid=8'], '8'],
  ['cookie', 'sid', ['cookie', 'xsid=9; sid='], 'app_1'],
])('by %s %s of %j it is %s', (hashBy, hashName, headers, key) => {
  expect(keyOf(hashBy, hashName, headers)).toBe(key);
});
