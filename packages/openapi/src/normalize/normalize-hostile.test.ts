import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeSamples } from '../code-samples.ts';
import { exampleFromSchema } from '../example-from-schema.ts';
import { importErrors } from '../fixtures/import-errors.ts';
import { shopDocument, tinyDocument } from '../fixtures/shop-document.ts';
import { ImportProblem } from '../import-problem.ts';
import { reachableSchemas } from '../reachable-schemas.ts';
import { schemaView } from '../schema-view.ts';
import { normalize } from './normalize.ts';

/** Fails on anything thrown that is no ImportProblem, on a result that JSON changes, and where docs cannot show it. */
function survives(document: unknown): void {
  try {
    const api = normalize(document);
    expect(JSON.parse(JSON.stringify(api))).toEqual(api);
    for (const { detail } of api.operations) {
      codeSamples(detail, reachableSchemas(detail, api.schemas).schemas, { baseUrl: 'https://gw.example' });
    }
    for (const schema of Object.values(api.schemas)) {
      JSON.stringify([schemaView(schema, api.schemas), exampleFromSchema(schema, api.schemas)]);
    }
  } catch (error) {
    if (!(error instanceof ImportProblem)) throw error;
    expect(error.errors.length).toBeGreaterThan(0);
    expect(error.errors.length).toBeLessThanOrEqual(50);
  }
}

const keys = fc.constantFrom(
  ...[
    '$ref',
    'type',
    'properties',
    'items',
    'allOf',
    'schema',
    'content',
    'name',
    'in',
    'parameters',
    'required',
  ],
  ...[
    'get',
    'post',
    'responses',
    '200',
    'default',
    'examples',
    'example',
    'enum',
    'nullable',
    '/a',
    '/a/{b}',
    'tags',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'discriminator',
    'mapping',
    'url',
    'variables',
    'x-tollgate-plan',
  ],
);
const leaves = fc.oneof(
  fc.constantFrom(
    '#/components/schemas/A',
    '#/paths',
    '#',
    '#/components/parameters/P',
    'path',
    'query',
    'object',
  ),
  fc.constantFrom('array', 'x', '', '\u0000', '\ud800', null, true, false, 0, -1, 1e308),
  fc.string(),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium' },
    leaves,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(keys, fc.string()), tie('tree'), { maxKeys: 6 }),
  ),
}));

describe('arbitrary input', () => {
  test('any JSON value is imported or refused, never anything else', { timeout: 30_000 }, () => {
    fc.assert(fc.property(fc.jsonValue(), survives), { numRuns: 300 });
  });

  test('any content in the places of a document is imported or refused', { timeout: 30_000 }, () => {
    const document = fc.record({
      openapi: fc.constantFrom('3.0.3', '3.1.0', '3.2.0'),
      info: fc.oneof(fc.constant({ title: 't', version: '1' }), tree),
      paths: fc.oneof(fc.dictionary(fc.constantFrom('/a', '/a/{b}', '/c'), tree, { maxKeys: 3 }), tree),
      components: fc.record({
        schemas: fc.dictionary(fc.constantFrom('A', 'B', '__proto__'), tree, { maxKeys: 3 }),
        parameters: fc.dictionary(fc.constantFrom('P'), tree, { maxKeys: 1 }),
        securitySchemes: tree,
      }),
      servers: tree,
      tags: tree,
      security: tree,
    });
    fc.assert(fc.property(document, survives), { numRuns: 300 });
  });

  test('a good document with any one part replaced is imported or refused', { timeout: 30_000 }, () => {
    const places = allPlaces(shopDocument());
    fc.assert(
      fc.property(fc.nat({ max: places - 1 }), tree, (place, value) =>
        survives(replaced(shopDocument(), place, value)),
      ),
      { numRuns: 300 },
    );
  });
});

describe('text', () => {
  const hostile = 'a\u0000b\u0007c\u202ed\r\ne\ud800f';

  test('control characters and half surrogates are gone, lines stay', () => {
    const api = normalize(tinyDocument({ info: { title: hostile, version: '1', description: hostile } }));
    expect(api.title).toBe('abcd e\ufffdf');
    expect(api.description).toBe('abcd\ne\ufffdf');
  });

  test('names of 10,000 letters and emoji are cut or refused, never stored as they are', () => {
    const long = '😀'.repeat(10_000);
    const api = normalize(tinyDocument({ info: { title: long, version: long }, tags: [{ name: long }] }));
    expect(api.title.length).toBeLessThanOrEqual(200);
    expect(api.title.isWellFormed()).toBe(true);
    expect(api.tags[0]?.name.length).toBeLessThanOrEqual(200);
    const parameters = [{ name: 'n'.repeat(10_000), in: 'query' }];
    const get = { operationId: 'o'.repeat(10_000), parameters };
    expect(importErrors(() => normalize(tinyDocument({ paths: { '/a': { get } } })))).toHaveLength(2);
  });

  test('names that programs use are refused with control characters in them', () => {
    const get = {
      operationId: 'a\nb',
      parameters: [
        { name: 'a\u0000', in: 'query' },
        { name: 'a: b', in: 'header' },
      ],
    };
    const errors = importErrors(() => normalize(tinyDocument({ paths: { '/a': { get } } })));
    expect(errors.map(({ location }) => location)).toEqual([
      '#/paths/~1a/get/operationId',
      '#/paths/~1a/get/parameters/0/name',
      '#/paths/~1a/get/parameters/1/name',
    ]);
  });

  test('examples keep their text but for NUL', () => {
    const api = normalize(
      tinyDocument({ components: { schemas: { A: { example: { 'k\u0000': 'a\u0000\tb\u0007' } } } } }),
    );
    expect(api.schemas.A).toEqual({ examples: [{ k: 'a\tb\u0007' }] });
  });

  test('links that are not http are dropped', () => {
    const api = normalize(
      tinyDocument({
        servers: [{ url: 'javascript:alert(1)' }, { url: 'https://ok.example' }, { url: '//evil.example' }],
        externalDocs: { url: 'data:text/html,x' },
      }),
    );
    expect(api.servers).toEqual(['https://ok.example']);
    expect(api.externalDocs).toBeUndefined();
  });
});

function allPlaces(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return 1 + Object.values(value).reduce((sum: number, member) => sum + allPlaces(member), 0);
}

function replaced(value: unknown, place: number, by: unknown): unknown {
  let at = 0;
  const walk = (node: unknown): unknown => {
    if (at++ === place) return by;
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, member]) => [key, walk(member)]));
  };
  return walk(value);
}
