import { expect, test } from 'vitest';
import { exampleFromSchema } from './example-from-schema.ts';
import type { ApiSchema } from './imported-api.ts';
import { schemaRef } from './schemas/schema-ref.ts';

const ref = (name: string) => ({ $ref: schemaRef(name) });
const schemas: Record<string, ApiSchema> = {
  Tree: {
    type: 'object',
    properties: { name: { type: 'string' }, children: { type: 'array', items: ref('Tree') } },
  },
  Loop: ref('Loop'),
  Chain: { properties: { next: ref('Chain') } },
  Pet: {
    type: 'object',
    properties: { id: { type: 'integer', readOnly: true }, pin: { type: 'string', writeOnly: true } },
  },
};

test.each<[ApiSchema, unknown]>([
  [{ type: 'string' }, 'text'],
  [{ type: 'string', format: 'date' }, '2026-01-31'],
  [{ type: 'string', minLength: 6, maxLength: 7 }, 'textxx'],
  [{ type: 'string', maxLength: 2 }, 'te'],
  [{ type: 'integer' }, 1],
  [{ type: 'integer', minimum: 18 }, 18],
  [{ type: 'number', maximum: 0 }, 0],
  [{ type: 'integer', exclusiveMaximum: -3 }, -4],
  [{ type: 'boolean' }, true],
  [{ type: 'null' }, null],
  [{ type: ['null', 'integer'] }, 1],
  [{ type: 'string', enum: [null, 'b'] }, 'b'],
  [{ const: 7 }, 7],
  [{ type: 'string', examples: ['own'], default: 'no' }, 'own'],
  [{ type: 'string', default: '' }, ''],
  [{ type: 'array', items: { type: 'string' } }, ['text']],
  [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }] }, ['text', 1]],
  [{ properties: { a: { type: 'boolean' } } }, { a: true }],
  [{ type: 'object', additionalProperties: { type: 'integer' } }, { key: 1 }],
  [{ oneOf: [{ type: 'null' }, { type: 'integer' }] }, 1],
  [
    { properties: { a: { type: 'integer' } }, oneOf: [{ properties: { b: { type: 'integer' } } }] },
    { a: 1, b: 1 },
  ],
  [
    { allOf: [{ properties: { a: { type: 'integer' } } }], properties: { b: { type: 'integer' } } },
    { a: 1, b: 1 },
  ],
  [{ allOf: [{ type: 'string', examples: ['x'] }], description: 'd' }, 'x'],
  [ref('Ghost'), null],
  [ref('Loop'), null],
  [ref('Tree'), { name: 'text', children: [] }],
  [ref('Chain'), {}],
  [false, null],
])('%j gives %j', (schema, example) => {
  expect(exampleFromSchema(schema, schemas)).toEqual(example);
});

test('leaves out what the other direction is for', () => {
  expect(exampleFromSchema(ref('Pet'), schemas, { direction: 'request' })).toEqual({ pin: 'text' });
  expect(exampleFromSchema(ref('Pet'), schemas, { direction: 'response' })).toEqual({ id: 1 });
});

test('stays small for schemas that fan out', () => {
  const wide: Record<string, ApiSchema> = {};
  for (let level = 0; level < 12; level++) {
    const properties = Object.fromEntries('abcdefgh'.split('').map((name) => [name, ref(`L${level + 1}`)]));
    wide[`L${level}`] = { type: 'object', properties };
  }
  const text = JSON.stringify(exampleFromSchema(ref('L0'), wide));
  expect(text.length).toBeLessThan(20_000);
});
