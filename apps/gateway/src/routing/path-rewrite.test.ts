import { VersionRouting } from '@tollgate/domain/routing/version-routing';
import { describe, expect, test } from 'vitest';
import { compileRewrite, compileVersionRewrite } from './path-rewrite.ts';

describe('a path template', () => {
  test.each([
    ['/v1/a/{id}', '/items/{id}', '/v1/a/42', '/items/42'],
    ['/a/{x}/b/{y}', '/{y}/{x}', '/a/1/b/2', '/2/1'],
    ['/a/{x}', '/fixed', '/a/1', '/fixed'],
    ['/a/{x}', '/', '/a/1', '/'],
    ['/compare/{base}...{head}', '/diff/{head}/{base}', '/compare/main...a...b', '/diff/a...b/main'],
    ['/files/{name}.json', '/{name}', '/files/a.b.json', '/a.b'],
    ['/a/{x}', '/b/{x}', '/a/%C3%A4', '/b/%C3%A4'],
  ])('%s as %s makes %s %s', (template, target, path, forwarded) => {
    expect(compileRewrite(template, target).apply(path)).toBe(forwarded);
  });

  test('what would be another path once it is put together is refused', () => {
    expect(compileRewrite('/a/v{x}', '/b/{x}').apply('/a/v.')).toBeNull();
    expect(compileRewrite('/a/{x}-{y}', '/b/{x}{y}').apply('/a/.-.')).toBeNull();
    expect(compileRewrite('/a/{x}/{y}', '/b/{x}{y}').apply('/a/%25/2e')).toBeNull();
    expect(compileRewrite('/a/{x}-{y}', '/b/{x}{y}').apply('/a/1-2')).toBe('/b/12');
  });

  test('a target that cannot be filled, or is no path, does not go live', () => {
    expect(() => compileRewrite('/a/{x}', '/b/{y}')).toThrow('has {y}, which /a/{x} does not');
    for (const target of ['/a/../b', '//evil', 'b', '/a?b=1', '/a;b', '/a b']) {
      expect(() => compileRewrite('/a', target)).toThrow('is no path');
    }
  });
});

describe('a version', () => {
  const rewrite = (routing: { keepsBasePath?: boolean; stripPrefix?: string }, rest: string) =>
    compileVersionRewrite(VersionRouting.parse(routing), '/world/v1')?.apply(rest);

  test('takes off a prefix only where whole segments of it are there', () => {
    expect(rewrite({ stripPrefix: '/in' }, '/in/a')).toBe('/a');
    expect(rewrite({ stripPrefix: '/in' }, '/in')).toBe('');
    expect(rewrite({ stripPrefix: '/in' }, '/inner')).toBe('/inner');
    expect(rewrite({ stripPrefix: '/in' }, '/a/in')).toBe('/a/in');
  });

  test('keeps the base path where it is told to', () => {
    expect(rewrite({ keepsBasePath: true }, '/a')).toBe('/world/v1/a');
    expect(rewrite({ keepsBasePath: true, stripPrefix: '/a' }, '/a/b')).toBe('/world/v1/b');
  });

  test('without either, nothing is rewritten', () => {
    expect(rewrite({}, '/a')).toBeUndefined();
  });
});
