import { expect, test } from 'vitest';
import { exampleAnswers } from './example-answers.ts';
import type { ApiSchema, DocMediaType, DocResponse } from './imported-api.ts';

const response = (content: DocMediaType[], status = '200'): DocResponse => ({
  status,
  description: '',
  headers: [],
  content,
});
const example = (name: string, value: unknown) => ({ name, summary: '', description: '', value });
const bodiesOf = (...content: DocMediaType[]) => exampleAnswers([response(content)], {})[0]?.bodies;

test('the examples of the document are given as they are, in its order', () => {
  const examples = [example('one', { code: 'FR' }), example('two', { code: 'DE' })];
  expect(
    bodiesOf(
      { mediaType: 'application/problem+json', schema: { type: 'string' }, examples },
      { mediaType: 'application/xml', examples: [example('', '<country/>')] },
    ),
  ).toEqual([
    { mediaType: 'application/problem+json', name: 'one', body: '{"code":"FR"}' },
    { mediaType: 'application/problem+json', name: 'two', body: '{"code":"DE"}' },
    { mediaType: 'application/xml', name: '', body: '<country/>' },
  ]);
});

test('without one, JSON and text are made from the schema, the same each time and without what is written only', () => {
  const Country = {
    type: 'object',
    properties: { code: { type: 'string' }, secret: { type: 'string', writeOnly: true } },
  };
  const list = { type: 'array', items: { $ref: '#/components/schemas/Country' } };
  const content = [
    { mediaType: 'application/json', schema: list, examples: [] },
    { mediaType: 'text/plain', schema: { type: 'string' }, examples: [] },
    { mediaType: 'image/png', schema: { type: 'string' }, examples: [] },
    { mediaType: 'application/xml', schema: { type: 'object' }, examples: [] },
  ];
  const make = () => exampleAnswers([response(content)], { Country });
  expect(make()[0]?.bodies).toEqual([
    { mediaType: 'application/json', name: '', body: '[{"code":"text"}]' },
    { mediaType: 'text/plain', name: '', body: 'text' },
  ]);
  expect(make()).toEqual(make());
});

test('headers have values, and an answer without a body has none', () => {
  const header = (name: string, schema: ApiSchema) => ({
    name,
    required: true,
    deprecated: false,
    description: '',
    schema,
  });
  const headers = [
    header('Location', { type: 'string', examples: ['/a'] }),
    header('X-Left', { type: 'integer' }),
    header('X-List', { type: 'array' }),
  ];
  expect(exampleAnswers([{ status: '201', description: '', headers, content: [] }], {})).toEqual([
    { status: '201', headers: { Location: '/a', 'X-Left': '1' }, bodies: [] },
  ]);
});

test('what is too long is left out: one body, and all of an operation', () => {
  const json = (length: number, name = '') => example(name, 'x'.repeat(length - 2));
  const media = (...examples: ReturnType<typeof example>[]) => ({ mediaType: 'application/json', examples });
  expect(bodiesOf(media(json(65_537, 'long'), json(65_536, 'fits')))).toMatchObject([{ name: 'fits' }]);
  const many = Array.from({ length: 30 }, (_, i) => json(10_000, `${i}`));
  expect(bodiesOf(media(...many))).toHaveLength(20);
  const answers = exampleAnswers([response([media(...many)]), response([media(...many)], '404')], {});
  const characters = answers.flatMap(({ bodies }) => bodies).reduce((sum, { body }) => sum + body.length, 0);
  expect(characters).toBeLessThanOrEqual(262_144);
});
