import type { OperationDescription, ParameterDescription } from '@tollgate/domain/operation-description';
import { makePolicyRequest } from '@tollgate/testkit/gateway/make-policy-request';
import { describe, expect, test } from 'vitest';
import type { PlacedError } from '../policy.ts';
import { createRequestValidationHandler } from './handler.ts';
import { safePattern } from './safe-pattern.ts';
import { schema } from './schema.ts';
import { prepareSchemas, validate } from './validate.ts';

const handler = createRequestValidationHandler();
const NAMED = {
  Country: {
    type: 'object',
    required: ['code'],
    properties: { code: { type: 'string', pattern: '^[A-Z]{2}$' }, area: { type: 'number', minimum: 0 } },
    additionalProperties: false,
  },
};
const COUNTRY = { $ref: '#/components/schemas/Country' };

function parameter(name: string, others: Partial<ParameterDescription> = {}): ParameterDescription {
  const usual = { in: 'query', required: false, style: null, explode: null, mediaType: null } as const;
  return { ...usual, name, schema: { type: 'string' }, ...others };
}

function problemsOf(
  description: Partial<OperationDescription>,
  ...[headers, others, config = {}]: [
    ...Parameters<typeof makePolicyRequest>,
    config?: Record<string, unknown>,
  ]
): string[] {
  const request = makePolicyRequest(headers, {
    ...others,
    operation: {
      template: '/countries/{code}',
      description: { parameters: [], body: null, ...description },
      schemas: NAMED,
    },
  });
  const decision = handler(request, schema.config.parse(config));
  const { errors = [], problem } = decision as { errors?: PlacedError[]; problem?: string };
  if (errors.length > 0) expect(problem).toBe('request_invalid');
  return errors.map(({ location, message }) => `${location}: ${message}`);
}

describe('parameters', () => {
  const limit = parameter('limit', { schema: { type: 'integer', minimum: 1, maximum: 100 } });
  const withQuery = (description: ParameterDescription, query: string) =>
    problemsOf({ parameters: [description] }, {}, { query });

  test('are read as their type and held to it', () => {
    expect(withQuery(limit, '?limit=5')).toEqual([]);
    expect(withQuery(limit, '')).toEqual([]);
    expect(withQuery(limit, '?limit=0')).toEqual(['query.limit: must be at least 1']);
    expect(withQuery(limit, '?limit=1.5')).toEqual(['query.limit: must be integer']);
    expect(withQuery(limit, '?limit=many')).toEqual(['query.limit: must be integer']);
    expect(withQuery(limit, '?limit=5&limit=6')).toEqual(['query.limit: must be sent once']);
    expect(withQuery(parameter('on', { schema: { type: 'boolean' } }), '?on=true')).toEqual([]);
    expect(withQuery(parameter('on', { schema: { type: 'boolean' } }), '?on=1')).toHaveLength(1);
    expect(withQuery(parameter('zip', { schema: { type: 'string', minLength: 5 } }), '?zip=01234')).toEqual(
      [],
    );
    expect(withQuery(parameter('any', { schema: { type: ['integer', 'null'] } }), '?any=null')).toEqual([]);
  });

  test('that are required must be there', () => {
    expect(withQuery({ ...limit, required: true }, '?other=1')).toEqual(['query.limit: is required']);
  });

  test('of the path are taken from where the template has them, decoded once', () => {
    const code = parameter('code', { in: 'path', required: true, schema: { enum: ['FR', 'a b', '%41'] } });
    const at = (rest: string) => problemsOf({ parameters: [code] }, {}, { rest });
    expect(at('/countries/FR')).toEqual([]);
    expect(at('/countries/a%20b')).toEqual([]);
    expect(at('/countries/%2541')).toEqual([]);
    expect(at('/countries/XX')).toHaveLength(1);
  });

  test('of headers are found in any case, but for those that are not described there', () => {
    const age = parameter('X-Age', { in: 'header', schema: { type: 'integer' } });
    const accept = parameter('Accept', { in: 'header', required: true });
    expect(problemsOf({ parameters: [age, accept] }, { 'x-age': '5' })).toEqual([]);
    expect(problemsOf({ parameters: [age] }, { 'x-age': 'old' })).toEqual(['header.X-Age: must be integer']);
  });

  test.each([
    [null, null, '?ids=1&ids=2', '?ids=1&ids=x'],
    ['form', false, '?ids=1,2', '?ids=1,x'],
    ['pipeDelimited', false, '?ids=1|2', '?ids=1,2'],
    ['spaceDelimited', null, '?ids=1%202', '?ids=1|2'],
  ])('that are lists are split as style %s and explode %s say', (style, explode, good, bad) => {
    const ids = parameter('ids', {
      style,
      explode,
      schema: { type: 'array', items: { type: 'integer' }, minItems: 2 },
    });
    expect(withQuery(ids, good)).toEqual([]);
    expect(withQuery(ids, bad)).not.toEqual([]);
  });

  test('that are JSON are read as such', () => {
    const filter = parameter('filter', { mediaType: 'application/json', schema: COUNTRY });
    expect(withQuery({ ...filter, schema: { const: [1] } }, '?filter=%5B1%5D')).toEqual([]);
    expect(withQuery({ ...filter, schema: { const: [1] } }, '?filter=%5B')).toEqual([
      'query.filter: must be JSON',
    ]);
  });

  test('that are not known are refused when told so', () => {
    const query = '?limit=5&other=1&filter[a]=1';
    const parameters = [limit, parameter('filter', { schema: { type: 'object' } })];
    expect(problemsOf({ parameters }, {}, { query })).toEqual([]);
    expect(problemsOf({ parameters }, {}, { query }, { unknownQuery: 'refuse' })).toEqual([
      'query.other: is not known',
    ]);
  });
});

describe('the body', () => {
  const body = {
    required: true,
    content: [
      { mediaType: 'application/json', schema: COUNTRY },
      { mediaType: 'text/*', schema: null },
    ],
  };
  const json = { 'content-type': 'application/json; charset=utf-8' };
  const sent = (text: string, headers = json) => problemsOf({ body }, headers, { body: Buffer.from(text) });

  test('is held to its schema, each place named', () => {
    expect(sent('{"code":"FR","area":1.5}')).toEqual([]);
    expect(sent('{"area":-1,"x":1}')).toEqual([
      'body/code: is required',
      'body/area: must be at least 0',
      'body/x: must not be there',
    ]);
    expect(sent('[]')).toEqual(['body: must be object']);
    expect(sent('{"code":"FR"')).toEqual(['body: must be JSON']);
  });

  test('must be there when it is required', () => {
    expect(problemsOf({ body })).toEqual(['body: is required']);
    expect(problemsOf({ body: { ...body, required: false } })).toEqual([]);
  });

  test('must have a media type that is described', () => {
    expect(problemsOf({ body }, { 'content-type': 'text/csv' }, { hasBody: true })).toEqual([]);
    const wrong = ['header.content-type: must be one of application/json, text/*'];
    expect(problemsOf({ body }, { 'content-type': 'application/xml' }, { hasBody: true })).toEqual(wrong);
    expect(problemsOf({ body }, {}, { hasBody: true })).toEqual(wrong);
    const twice = { 'content-type': ['text/csv', 'application/json'] };
    expect(problemsOf({ body }, twice, { body: Buffer.from('{}') })).toEqual(wrong);
  });

  test('that is nested without end is refused, and is no fault', () => {
    const deep = { required: true, content: [{ mediaType: 'application/json', schema: { enum: [[]] } }] };
    const text = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(problemsOf({ body: deep }, json, { body: Buffer.from(text) })).toHaveLength(1);
  });
});

test('in mode report requests go on, and the first thing that is wrong is a finding', () => {
  const operation = {
    template: '/',
    description: { parameters: [parameter('a', { required: true })], body: null },
    schemas: {},
  };
  const request = makePolicyRequest({}, { operation });
  expect(handler(request, schema.config.parse({ mode: 'report' }))).toEqual({
    kind: 'continue',
    finding: 'query.a: is required.',
  });
});

test('an operation without a description is a fault, and never an admission', () => {
  expect(() => handler(makePolicyRequest(), schema.config.parse({}))).toThrow();
});

describe('schemas', () => {
  const fits = (one: unknown, value: unknown) => validate(prepareSchemas(NAMED), one, value, '').length === 0;

  test.each<[unknown, unknown[], unknown[]]>([
    [{ type: 'integer' }, [1, 1.0, -5], [1.5, '1', null]],
    [{ type: ['string', 'null'] }, ['', null], [0, false]],
    [{ enum: [1, 'a', { b: [1] }] }, [1, 'a', { b: [1] }], [2, { b: [2] }, '1']],
    [{ const: { a: 1, b: 2 } }, [{ b: 2, a: 1 }], [{ a: 1 }]],
    [{ minLength: 2, maxLength: 3 }, ['ab', '😀😀', 5], ['a', 'abcd']],
    [{ exclusiveMinimum: 0, exclusiveMaximum: 5 }, [1, 'x'], [0, 5]],
    [{ multipleOf: 0.1 }, [0.3, 1.1, 7], [0.35]],
    [
      { uniqueItems: true },
      [[1, '1', [1], { a: 1 }]],
      [
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
        [1, 1],
      ],
    ],
    [{ prefixItems: [{ type: 'string' }], items: { type: 'number' } }, [['a', 1], []], [['a', 'b'], [1]]],
    [{ contains: { type: 'string' }, maxContains: 1 }, [['a', 1]], [[1], ['a', 'b']]],
    [{ minProperties: 1, maxProperties: 1 }, [{ a: 1 }], [{}, { a: 1, b: 2 }]],
    [
      { patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false },
      [{ 'x-a': 'b' }],
      [{ 'x-a': 1 }, { a: 1 }],
    ],
    [{ propertyNames: { maxLength: 1 } }, [{ a: 1 }], [{ ab: 1 }]],
    [{ dependentSchemas: { a: { required: ['b'] } } }, [{ a: 1, b: 1 }, { c: 1 }], [{ a: 1 }]],
    [{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1, 2], [0, 3]],
    [{ anyOf: [{ type: 'string' }, { minimum: 5 }] }, ['a', 5], [4]],
    [{ oneOf: [{ minimum: 5 }, { maximum: 10 }] }, [1, 11], [7]],
    [{ not: { type: 'string' } }, [1], ['a']],
    [JSON.parse('{"if":{"minimum":10},"then":{"multipleOf":10},"else":{"maximum":5}}'), [20, 5], [15, 6]],
    [COUNTRY, [{ code: 'FR' }], [{ code: 'fr' }, {}]],
    [{ format: 'date' }, ['2024-02-29', 5], ['2023-02-29', '2024-1-1', 'x']],
    [
      { format: 'date-time' },
      ['2024-02-29T23:59:60Z', '2024-01-01t00:00:00.1+02:00'],
      ['2024-01-01', '2024-01-01T24:00:00Z'],
    ],
    [{ format: 'uuid' }, ['123e4567-e89b-12d3-a456-426614174000'], ['123']],
    [{ format: 'email' }, ['a@b.example'], ['a', 'a@b@c d']],
    [{ format: 'int32' }, [2147483647], [2147483648]],
    [true, [1, null], []],
    [false, [], [1, null]],
    [{ required: ['toString'] }, [{ toString: 1 }], [{}]],
    [{ properties: { a: { $ref: '#/components/schemas/Nobody' } } }, [{ a: 1 }], []],
  ])('%j', (one, good, bad) => {
    for (const value of good) expect(fits(one, value), JSON.stringify(value)).toBe(true);
    for (const value of bad) expect(fits(one, value), JSON.stringify(value)).toBe(false);
  });

  test('that call themselves end, and what cannot be checked in time does not fit', () => {
    const schemas = prepareSchemas({
      Loop: { $ref: '#/components/schemas/Loop' },
      Wide: { anyOf: Array(10).fill({ allOf: [{ $ref: '#/components/schemas/Wide' }, false] }) },
    });
    const startedAt = performance.now();
    for (const name of ['Loop', 'Wide']) {
      const errors = validate(schemas, { $ref: `#/components/schemas/${name}` }, 1, 'body');
      expect(errors.map(({ message }) => message)).toContain('takes too long to check');
    }
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  test('of a tree hold it to any depth', () => {
    const schemas = prepareSchemas({
      Tree: {
        type: 'object',
        properties: { next: { $ref: '#/components/schemas/Tree' }, value: { type: 'number' } },
      },
    });
    const tree = { $ref: '#/components/schemas/Tree' };
    expect(validate(schemas, tree, { next: { next: { value: 1 } } }, '')).toEqual([]);
    expect(validate(schemas, tree, { next: { next: { value: 'x' } } }, '')).toEqual([
      { location: '/next/next/value', message: 'must be number' },
    ]);
  });
});

describe('patterns', () => {
  test.each([
    '(a+)+$',
    '(a|a)*$',
    '(?:a*)*',
    '([a-z]+)*@',
    '(a)\\1',
    '(?=a)b',
    '(?<n>a)',
    'x{',
    '(a{1,5}){1,5}',
  ])('%s is not looked at: it could take long, or is none', (source) =>
    expect(safePattern(source)).toBeNull(),
  );

  test.each([
    ['^[A-Z]{2}$', 'FR', 'fra'],
    ['^[^@\\s]+@[^@\\s]+\\.[a-z]+$', 'a@b.example', 'a@b'],
    ['^\\d{3}-\\d{4}$', '555-1234', '5551234'],
    ['^(?:red|green)$', 'red', 'blue'],
    ['^(\\(\\d{3}\\))?\\d+$', '(123)4', '(12)4'],
  ])('%s is', (source, good, bad) => {
    const pattern = safePattern(source);
    expect(pattern?.test(good)).toBe(true);
    expect(pattern?.test(bad)).toBe(false);
  });

  test('many texts against a slow pattern are refused in time', () => {
    const one = { items: { type: 'string', pattern: 'a*b*c*' } };
    const startedAt = performance.now();
    const errors = validate(prepareSchemas({}), one, Array(20_000).fill('a'.repeat(30)), 'body');
    expect(errors.map(({ message }) => message)).toContain('takes too long to check');
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});

test.each([{ parameters: false, body: false }, { mode: 'off' }, { maxBodyBytes: 0 }, { other: 1 }])(
  'a configuration that cannot be meant is refused: %j',
  (config) => {
    expect(schema.config.safeParse(config).success).toBe(false);
  },
);
