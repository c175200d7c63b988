import { expect, test } from 'vitest';
import { tinyDocument } from '../fixtures/shop-document.ts';
import { normalize } from '../normalize/normalize.ts';

function normalized(schema: unknown) {
  const components = { schemas: { Thing: schema, Other: { type: 'object' } } };
  return normalize(tinyDocument({ openapi: '3.0.3', components })).schemas.Thing;
}
const other = { $ref: '#/components/schemas/Other' };

test.each([
  [{ type: 'string', nullable: true }, { type: ['string', 'null'] }],
  [{ type: 'string', nullable: false }, { type: 'string' }],
  [
    { type: 'string', nullable: true, enum: ['a'] },
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  [
    { allOf: [other], nullable: true, description: 'd' },
    { anyOf: [{ allOf: [other] }, { type: 'null' }], description: 'd' },
  ],
  [{ oneOf: [other], nullable: true }, { oneOf: [other, { type: 'null' }] }],
  [{ ...other, nullable: true }, { anyOf: [other, { type: 'null' }] }],
  [{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
  [{ maximum: 9, exclusiveMaximum: true }, { exclusiveMaximum: 9 }],
  [{ maximum: 9, exclusiveMaximum: false }, { maximum: 9 }],
  [{ exclusiveMaximum: 9 }, { exclusiveMaximum: 9 }],
  [{ example: 0 }, { examples: [0] }],
  [{ type: ['string', 'null'] }, { type: ['string', 'null'] }],
  [{ additionalProperties: false }, { additionalProperties: false }],
  [{ properties: { $ref: { type: 'string' } } }, { properties: { $ref: { type: 'string' } } }],
  [{ 'x-anything': 1, unknownKeyword: 2 }, {}],
])('%j becomes %j', (before, after) => {
  expect(normalized(before)).toEqual(after);
});

test('discriminators name schemas by reference', () => {
  const schema = { oneOf: [other], discriminator: { propertyName: 'kind', mapping: { o: 'Other' } } };
  expect(normalized(schema)).toEqual({
    oneOf: [other],
    discriminator: { propertyName: 'kind', mapping: { o: '#/components/schemas/Other' } },
  });
});

test('an unknown type is left out with a warning', () => {
  const api = normalize(tinyDocument({ components: { schemas: { Thing: { type: 'int' } } } }));
  expect(api.schemas.Thing).toEqual({});
  expect(api.warnings).toContainEqual({
    location: '#/components/schemas/Thing/type',
    message: expect.stringContaining('int'),
    fix: expect.any(String),
  });
});
