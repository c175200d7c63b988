import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalTarget } from '../http/canonical-path.ts';
import { makeHead } from '../http/wire/make-head.ts';
import { OperationTree } from './operation-tree.ts';

const name = fc.stringMatching(/^[a-z]{1,3}$/);
const text = fc.stringMatching(/^[a-z.-]{1,3}$/).filter((part) => !/^\.+$/.test(part));

/** One segment of a template: text, a parameter, or both. */
const segment = fc.oneof(
  text,
  name.map((parameter) => `{${parameter}}`),
  fc.tuple(text, name).map(([before, parameter]) => `${before}{${parameter}}`),
  fc.tuple(name, text, name).map(([first, between, second]) => `{${first}}${between}{${second}}`),
);
const template = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .map((segments) => numbered(`/${segments.join('/')}`));

// A parameter has its name once in a template.
function numbered(path: string): string {
  let number = 0;
  return path.replace(/\{[a-z]+\}/g, () => `{p${number++}}`);
}

/** What a client may put for a parameter: much of it is dangerous. */
const value = fc
  .array(fc.constantFrom('a', '.', '..', '-', '%2e', '%25', '2e', '%2f', '%5C', ';', '~', '%C3%A4', '0'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(''));

const request = template.chain((path) => {
  const parameters = path.match(/\{p\d+\}/g) ?? [];
  return fc.array(value, { minLength: parameters.length, maxLength: parameters.length }).map((values) => ({
    path,
    target: parameters.reduce(
      (made, parameter, at) => made.replace(parameter, () => values[at] as string),
      path,
    ),
  }));
});

const match = (tree: OperationTree, rest: string) => tree.match('GET', rest, makeHead('GET'), '')?.route;
const operation = (path: string, rewrite?: string) => ({
  ...{ id: path, operationId: path, method: 'GET', template: path },
  ...(rewrite === undefined ? {} : { rewrite }),
});

test('rewriting a path to its own template forwards, letter for letter, what was matched', () => {
  fc.assert(
    fc.property(request, ({ path, target }) => {
      const canonical = canonicalTarget(target);
      if ('refusal' in canonical) return;
      const route = match(new OperationTree([operation(path, path)], null), canonical.path);
      if (route) expect(route.rewrite?.apply(canonical.path)).toBe(canonical.path);
    }),
    { numRuns: 2000 },
  );
});

test('whatever a rewriting makes is canonical, or refused', () => {
  const rearranged = request.chain((made) => {
    const parameters = made.path.match(/\{p\d+\}/g) ?? [];
    return fc
      .array(fc.constantFrom(...parameters, 'a', '/', '-', '.b'), { maxLength: 6 })
      .map((parts) => ({ ...made, rewrite: `/x/${parts.join('')}` }));
  });
  fc.assert(
    fc.property(rearranged, ({ path, target, rewrite }) => {
      const canonical = canonicalTarget(target);
      if ('refusal' in canonical) return;
      let tree: OperationTree;
      try {
        tree = new OperationTree([operation(path, rewrite)], null);
      } catch {
        return;
      }
      const forwarded = match(tree, canonical.path)?.rewrite?.apply(canonical.path);
      if (typeof forwarded === 'string') {
        expect(canonicalTarget(forwarded)).toEqual({ path: forwarded, query: '' });
      }
    }),
    { numRuns: 2000 },
  );
});

test('a tree of many templates finds what a look at each of them finds', () => {
  fc.assert(
    fc.property(fc.array(template, { minLength: 1, maxLength: 8 }), request, (others, { path, target }) => {
      const canonical = canonicalTarget(target);
      if ('refusal' in canonical) return;
      const shape = (of: string) => of.replace(/\{[^{}]*\}/g, '{}');
      const templates = [...new Map([...others, path].map((of) => [shape(of), of])).values()];
      const found = match(
        new OperationTree(
          templates.map((of) => operation(of)),
          null,
        ),
        canonical.path,
      );
      const fitting = templates.filter((of) =>
        match(new OperationTree([operation(of)], null), canonical.path),
      );
      expect(fitting.length > 0).toBe(found !== undefined);
      if (found) expect(fitting).toContain(found.operation.template);
    }),
    { numRuns: 500 },
  );
});
