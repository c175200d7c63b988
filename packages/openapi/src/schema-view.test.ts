import { expect, test } from 'vitest';
import type { ApiSchema } from './imported-api.ts';
import { schemaView } from './schema-view.ts';
import { schemaRef } from './schemas/schema-ref.ts';

const ref = (name: string) => ({ $ref: schemaRef(name) });
const schemas: Record<string, ApiSchema> = {
  Pet: {
    type: 'object',
    description: 'A pet.',
    required: ['name'],
    properties: { name: { type: 'string', maxLength: 100 }, mother: ref('Pet') },
  },
  Dog: {
    allOf: [ref('Pet'), { required: ['breed'], properties: { breed: ref('Breed') } }],
    description: 'A dog.',
  },
  Breed: { type: 'string', enum: ['poodle', 'beagle'] },
  Alias: ref('Pet'),
  Left: ref('Right'),
  Right: ref('Left'),
};
const view = (schema: ApiSchema, options = {}) => schemaView(schema, schemas, options);

test.each<[ApiSchema, string]>([
  [{ type: 'string' }, 'string'],
  [{ type: 'string', format: 'date' }, 'string (date)'],
  [{ type: ['string', 'null'] }, 'string or null'],
  [{ type: ['string', 'integer'] }, 'string or integer'],
  [{ type: 'array', items: { type: 'integer' } }, 'array of integer'],
  [{ type: 'array', items: ref('Pet') }, 'array of Pet'],
  [{ anyOf: [ref('Pet'), { type: 'null' }] }, 'Pet or null'],
  [{ oneOf: [ref('Pet'), { type: 'string' }] }, 'one of'],
  [{ properties: {} }, 'object'],
  [ref('Breed'), 'string'],
  [ref('Ghost'), 'Ghost'],
  [{ enum: [1] }, 'enum'],
  [{ type: 'null' }, 'null'],
  [{}, 'any'],
  [true, 'any'],
  [false, 'nothing'],
])('%j is labelled %s', (schema, label) => {
  expect(view(schema).label).toBe(label);
});

test('fields say whether they are required, and what they demand', () => {
  const { fields, description } = view(ref('Pet'));
  expect(description).toBe('A pet.');
  expect(fields.map(({ name, required }) => [name, required])).toEqual([
    ['name', true],
    ['mother', false],
  ]);
  expect(fields[0]?.schema.constraints).toEqual(['at most 100 characters']);
});

test('recursion is cut and keeps the name to load', () => {
  const mother = view(ref('Pet')).fields[1]?.schema;
  expect(mother).toMatchObject({ label: 'Pet', ref: 'Pet', isCut: true, fields: [] });
  expect(view(ref('Left')).isCut).toBe(true);
});

test('allOf is one list of fields, the outer words first', () => {
  const dog = view(ref('Dog'));
  expect(dog).toMatchObject({ label: 'Dog', ref: 'Dog', description: 'A dog.', isCut: false });
  expect(dog.fields.map(({ name, required }) => [name, required])).toEqual([
    ['name', true],
    ['mother', false],
    ['breed', true],
  ]);
  expect(dog.fields[2]?.schema).toMatchObject({ ref: 'Breed', enum: ['"poodle"', '"beagle"'] });
});

test('a schema beside its reference speaks first', () => {
  expect(view({ ...ref('Pet'), description: 'The winner.' }).description).toBe('The winner.');
  expect(view({ anyOf: [ref('Pet'), { type: 'null' }], description: 'Perhaps.' })).toMatchObject({
    description: 'Perhaps.',
    isNullable: true,
    fields: [{ name: 'name' }, { name: 'mother' }],
  });
});

test('variants are listed with their discriminator', () => {
  const schema = { oneOf: [ref('Pet'), ref('Dog')], discriminator: { propertyName: 'kind' } };
  expect(view(schema).variants).toMatchObject({
    kind: 'oneOf',
    discriminator: 'kind',
    options: [{ label: 'Pet' }, { label: 'Dog' }],
  });
});

test('maps, tuples and aliases are shown', () => {
  expect(view({ type: 'object', additionalProperties: { type: 'integer' } }).additional?.label).toBe(
    'integer',
  );
  expect(view({ type: 'array', prefixItems: [{ type: 'string' }] }).items?.variants?.options[0]?.label).toBe(
    'string',
  );
  expect(view(ref('Alias')).fields).toHaveLength(2);
});

test('depth and size have ceilings', () => {
  expect(view(ref('Dog'), { maxDepth: 0 })).toMatchObject({ isCut: true, ref: 'Dog', fields: [] });
  const wide: Record<string, ApiSchema> = {};
  for (let level = 0; level < 12; level++) {
    wide[`L${level}`] = {
      properties: Object.fromEntries('abcdefgh'.split('').map((name) => [name, ref(`L${level + 1}`)])),
    };
  }
  const text = JSON.stringify(schemaView(ref('L0'), wide, { maxDepth: 20 }));
  expect(text.length).toBeLessThan(3_000_000);
});

test('a long chain of allOf and of inline objects ends', () => {
  let inline: ApiSchema = { type: 'string' };
  for (let level = 0; level < 190; level++) inline = { properties: { inner: inline } };
  expect(JSON.stringify(view(inline))).toContain('inner');
  const cyclic: Record<string, ApiSchema> = { A: { allOf: [{ $ref: schemaRef('A') }], description: 'self' } };
  expect(schemaView({ $ref: schemaRef('A') }, cyclic).description).toBe('self');
});
