import { expect, test } from 'vitest';
import type { ApiSchema } from './imported-api.ts';
import { reachableSchemas } from './reachable-schemas.ts';
import { schemaRef } from './schemas/schema-ref.ts';

const ref = (name: string) => ({ $ref: schemaRef(name) });
const schemas: Record<string, ApiSchema> = {
  A: { properties: { b: ref('B'), self: ref('A') } },
  B: { items: ref('C') },
  C: { oneOf: [ref('A')], discriminator: { propertyName: 'k', mapping: { d: schemaRef('D') } } },
  D: { type: 'string' },
  Unused: ref('A'),
  'a/b~c': true,
};

test('finds everything that is referred to, once, through cycles and discriminators', () => {
  const { schemas: found, beyond } = reachableSchemas({ schema: ref('A') }, schemas);
  expect(Object.keys(found)).toEqual(['A', 'B', 'C', 'D']);
  expect(found.A).toBe(schemas.A);
  expect(beyond).toEqual([]);
});

test('stops at a depth and a count, and names what lies beyond', () => {
  expect(reachableSchemas(ref('A'), schemas, { maxDepth: 2 })).toMatchObject({ beyond: ['C'] });
  expect(Object.keys(reachableSchemas(ref('A'), schemas, { maxDepth: 2 }).schemas)).toEqual(['A', 'B']);
  expect(reachableSchemas([ref('A'), ref('D')], schemas, { maxCount: 1 }).beyond).toEqual(['D', 'B']);
});

test('takes no reference from example data, but from a property of that name', () => {
  expect(reachableSchemas({ examples: [ref('A')], default: ref('A') }, schemas).schemas).toEqual({});
  const properties = { default: ref('D'), $ref: { type: 'string' } };
  expect(Object.keys(reachableSchemas({ properties }, schemas).schemas)).toEqual(['D']);
});

test('understands escaped names and ignores unknown ones', () => {
  expect(reachableSchemas([ref('a/b~c'), ref('Ghost'), ref('toString')], schemas).schemas).toEqual({
    'a/b~c': true,
  });
});
