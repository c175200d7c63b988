import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { noTraces } from './traces.ts';

const find = (text: string, path = 'a.ts') => noTraces.find(fakeProject({ [path]: text }));

// In pieces, so that this file passes the check it tests.
const bad = {
  'a path of one machine': ["'", 'root', 'projects', "a'"].join('/'),
  'a host that packages come from': ['registry', 'example', 'org'].join('.'),
  'a download host in a lockfile': `"${'resolved'}": "https://a.example"`,
  'a credential': `tg_live_${'a1B2'.repeat(8)}`,
  'a private key': ['-----BEGIN', 'PRIVATE KEY-----'].join(' '),
};

for (const [what, text] of Object.entries(bad)) {
  test(`${what} is found, with its line`, () => {
    expect(find(`first line\n${text}\n`)).toMatchObject([{ line: 2 }]);
  });
}

test('a made-up key in a test, addresses and relative paths are fine', () => {
  expect(find(bad['a credential'], 'a.test.ts')).toEqual([]);
  expect(find('https://a.example/work/list ./work/a ../root/b tg_live_… /tmp/tollgate')).toEqual([]);
});
