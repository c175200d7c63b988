import { expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { lockfile } from './lockfile.ts';

const find = (packages: object) =>
  lockfile.find(fakeProject({ 'package-lock.json': JSON.stringify({ packages }) }));

test('a lockfile that lacks the package of a platform is refused', () => {
  const tool = { optionalDependencies: { 'tool-darwin-x64': '1.0.0' } };
  expect(find({ 'node_modules/tool': tool })).toMatchObject([{ path: 'package-lock.json' }]);
  expect(find({ 'node_modules/tool': tool, 'node_modules/tool-darwin-x64': {} })).toEqual([]);
});
