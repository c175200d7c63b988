import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { markdownPaths } from './markdown-paths.ts';

const others = { 'packages/domain/src/ids.ts': '', 'apps/api/src/config.ts': '', 'docs/feed.md': '' };
const find = (text: string, path = 'README.md') =>
  markdownPaths.find(fakeProject({ ...others, [path]: text }));

test('links, paths in the text and names of files that exist pass', () => {
  const text = [
    'See [the feed](docs/feed.md#limits) and https://example.com/apps/nothing.',
    'Ids are in `packages/domain/src/ids.ts`, line `packages/domain/src/ids.ts:3`; each process has a `config.ts`.',
    'A verb is `packages/<name>/src/x.ts`; `.local/stack.json` is made by npm start.',
  ];
  expect(find(text.join('\n'))).toEqual([]);
});

test('a link to nothing is refused, with its line', () => {
  expect(find('\n[gone](docs/gone.md)')).toMatchObject([
    { line: 2, problem: expect.stringContaining('docs/gone.md') },
  ]);
});

test('a link is relative to its file', () => {
  expect(find('[feed](feed.md)', 'docs/index.md')).toEqual([]);
  expect(find('[feed](docs/feed.md)', 'docs/index.md')).toHaveLength(1);
});

test('a path in the text that does not exist is refused', () => {
  expect(find('Run node packages/gone/src/main.ts now.')).toHaveLength(1);
  expect(find('`turbo.json`')).toHaveLength(1);
  expect(find('`apps/gone/<name>.ts`')).toHaveLength(1);
});
