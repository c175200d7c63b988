import { describe, expect, test } from 'vitest';
import { importErrors } from '../fixtures/import-errors.ts';
import { shopDocument, tinyDocument } from '../fixtures/shop-document.ts';
import { normalize } from './normalize.ts';

const ok = { 200: { description: 'ok' } };
const withPaths = (paths: unknown) => tinyDocument({ paths });
const errorsOf = (document: unknown) => importErrors(() => normalize(document));

describe('a whole document', () => {
  const api = normalize(shopDocument());
  const [getOrder, postOrder] = api.operations;

  test('gives the head of the API', () => {
    expect(api).toMatchObject({
      openapi: '3.0.3',
      title: 'Shop',
      version: '1.2.0',
      description: 'Sells **things**.',
      servers: ['https://eu.shop.example/v1'],
      security: [{ key: [] }],
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
      tagGroups: [{ name: 'Store', tags: ['orders'] }],
      warnings: [],
    });
    expect(api.tags).toEqual([
      { name: 'orders', description: 'Orders.', displayName: 'Your orders' },
      { name: 'writing', description: '' },
    ]);
  });

  test('gives operations in order, with methods in capitals', () => {
    expect(api.operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /orders/{orderId}',
      'POST /orders',
    ]);
    expect(getOrder).toMatchObject({ operationId: 'getOrder', internal: false, deprecated: false });
    expect(postOrder).toMatchObject({ operationId: 'postOrders', internal: true, deprecated: true });
  });

  test('merges parameters of path and operation', () => {
    expect(getOrder?.detail.parameters.map(({ name, description }) => [name, description])).toEqual([
      ['orderId', ''],
      ['expand', 'from the operation'],
    ]);
    expect(getOrder?.detail.parameters[0]).toMatchObject({ in: 'path', required: true });
  });

  test('resolves responses and examples, and keeps schemas by name', () => {
    expect(getOrder?.detail.responses).toEqual([
      {
        status: '200',
        description: 'The order.',
        headers: [
          {
            name: 'X-Total',
            required: false,
            deprecated: false,
            description: 'Sum.',
            schema: { type: 'integer' },
          },
        ],
        content: [
          {
            mediaType: 'application/json',
            schema: { $ref: '#/components/schemas/Order' },
            examples: [{ name: 'small', summary: 'A small one', description: '', value: { id: 'o1' } }],
          },
        ],
      },
      expect.objectContaining({ status: '4XX', description: 'Refused.' }),
    ]);
    expect(postOrder?.detail.requestBody).toMatchObject({ required: true });
    expect(Object.keys(api.schemas)).toEqual(['Order', 'Line', 'Problem', 'Unused']);
  });

  test('splits extensions off and shows developers none of them', () => {
    expect(api.extensions).toEqual({ 'x-tollgate-upstream': { url: 'http://internal.example' } });
    expect(getOrder?.extensions).toEqual({ 'x-tollgate-limits': { perMinute: 5 }, 'x-kong-name': 'orders' });
    const shown = JSON.stringify([api.operations.map(({ detail }) => detail), api.schemas, api.tags]);
    expect(shown).not.toMatch(/x-tollgate|x-kong|x-vendor|internal\.example/);
  });

  test('hides properties marked internal', () => {
    expect(JSON.stringify(api.schemas)).not.toContain('secretNote');
  });

  test('reads code samples', () => {
    expect(getOrder?.detail.codeSamples).toEqual([{ lang: 'Go', label: 'Go', source: 'http.Get("…")' }]);
  });
});

describe('what kind of document it is', () => {
  test.each([
    [{ swagger: '2.0', info: {} }, 'Swagger 2.0', 'swagger2openapi'],
    [{ swaggerVersion: '1.2' }, 'Swagger 1', 'Convert'],
    [{ asyncapi: '3.0.0' }, 'AsyncAPI', 'Export'],
    [{ info: { _postman_id: 'x' }, item: [] }, 'Postman', 'Export'],
    [{ data: { __schema: {} } }, 'GraphQL', 'Export'],
    [{ _format_version: '3.0' }, 'Kong', 'Export'],
    [{ $schema: 'x', type: 'object' }, 'JSON Schema', 'Export'],
    [{ name: 'package' }, 'which OpenAPI version', 'openapi: 3.1.0'],
    [['list'], 'a list', 'Export'],
    ['text', 'plain text', 'Export'],
    [null, 'empty', 'Export'],
    [{ openapi: '4.0.0' }, '4.0.0', '3.1'],
    [{ openapi: {} }, 'not supported', '3.1'],
  ])('%j is named for what it is', (document, message, fix) => {
    expect(errorsOf(document)).toEqual([
      {
        location: expect.any(String),
        message: expect.stringContaining(message),
        fix: expect.stringContaining(fix),
      },
    ]);
  });

  test.each(['3.0.0', '3.0.4', '3.1.0', '3.1.1', '3.2.0', 3.1])('OpenAPI %s is read', (openapi) => {
    expect(normalize(tinyDocument({ openapi })).title).toBe('Tiny');
  });
});

describe('structure', () => {
  test('title, version and paths must be there', () => {
    expect(errorsOf({ openapi: '3.1.0', info: { title: ' ' } }).map(({ location }) => location)).toEqual([
      '#/info/title',
      '#/info/version',
      '#/paths',
    ]);
    expect(errorsOf({ openapi: '3.1.0', paths: [] }).map(({ location }) => location)).toEqual([
      '#/info',
      '#/paths',
    ]);
  });

  test.each([
    ['orders', 'start with a slash'],
    ['/orders/{id', 'not balanced'],
    ['/orders/id}', 'not balanced'],
    ['/orders/{a{b}}', 'not balanced'],
    ['/orders/{}', 'without a name'],
    ['/{a}/{a}', 'twice'],
    ['/a?b=c', 'query or fragment'],
    ['/a/../b', '".."'],
    ['/a//b', 'empty'],
    ['/a b', 'space'],
    ['/a\u0000b', 'control characters'],
  ])('the path %j is refused', (path, message) => {
    expect(errorsOf(withPaths({ [path]: { get: { responses: ok } } }))[0]?.message).toContain(message);
  });

  test('a template parameter must be declared', () => {
    expect(errorsOf(withPaths({ '/a/{id}': { get: { responses: ok } } }))).toEqual([
      {
        location: '#/paths/~1a~1{id}/get/parameters',
        message: expect.stringContaining('{id}'),
        fix: expect.stringContaining('name: id'),
      },
    ]);
  });

  test('templates that match the same requests are refused with both named', () => {
    const parameter = (name: string) => [{ name, in: 'path', required: true, schema: {} }];
    const paths = {
      '/a/{x}': { get: { parameters: parameter('x') }, post: { parameters: parameter('x') } },
      '/a/{y}': { get: { parameters: parameter('y') }, put: { parameters: parameter('y') } },
    };
    const errors = errorsOf(withPaths(paths));
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain('/a/{x}');
    expect(errors[0]?.message).toContain('/a/{y}');
  });

  test('an operationId used twice is refused with both operations named', () => {
    const errors = errorsOf(
      withPaths({ '/a': { get: { operationId: 'x' } }, '/b': { put: { operationId: 'x' } } }),
    );
    expect(errors[0]?.message).toBe('operationId "x" is used by GET /a and by PUT /b.');
  });

  test('missing ids are made up: always the same, and never one that is taken', () => {
    const parameters = [{ name: 'id', in: 'path', required: true, schema: {} }];
    const document = withPaths({
      '/': { get: {} },
      '/users/{id}': { parameters, get: {}, delete: { operationId: 'getUsers' } },
      '/users': { get: {} },
      '/users/by-id': { get: {} },
    });
    const ids = () => normalize(document).operations.map(({ operationId }) => operationId);
    expect(ids()).toEqual(['getRoot', 'getUsersById', 'getUsers', 'getUsers_2', 'getUsersById_2']);
    expect(ids()).toEqual(ids());
  });

  test('only the first fifty problems are spelled out, the others are counted', () => {
    const paths = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`no-slash-${index}`, {}]));
    expect(errorsOf(withPaths(paths))).toHaveLength(50);
    expect(() => normalize(withPaths(paths))).toThrow(expect.objectContaining({ moreErrors: 20 }));
  });
});

describe('references', () => {
  const withSchema = (schema: unknown, others = {}) =>
    tinyDocument({ components: { schemas: { Thing: schema, ...others } } });

  test('cycles are harmless', () => {
    const document = withSchema({ properties: { self: { $ref: '#/components/schemas/Thing' } } });
    expect(normalize(document).schemas.Thing).toEqual({
      properties: { self: { $ref: '#/components/schemas/Thing' } },
    });
  });

  test('references that only lead to each other are refused', () => {
    const parameters = [{ $ref: '#/components/parameters/a' }];
    const document = tinyDocument({
      paths: { '/a': { get: { parameters } } },
      components: {
        parameters: { a: { $ref: '#/components/parameters/b' }, b: { $ref: '#/components/parameters/a' } },
      },
    });
    expect(errorsOf(document)[0]?.message).toContain('leads back to itself');
  });

  test.each(['other.yaml#/Pet', 'https://example.com/a.json', './a.json', 'file:///etc/passwd', 'Pet'])(
    'the outside reference %s is refused with its location',
    (ref) => {
      expect(errorsOf(withSchema({ properties: { pet: { $ref: ref } } }))).toEqual([
        {
          location: '#/components/schemas/Thing/properties/pet/$ref',
          message: expect.stringContaining(ref),
          fix: expect.stringContaining('Bundle'),
        },
      ]);
    },
  );

  test('a reference to nothing is refused with its location', () => {
    expect(errorsOf(withSchema({ items: { $ref: '#/components/schemas/Ghost' } }))[0]).toMatchObject({
      location: '#/components/schemas/Thing/items/$ref',
      message: expect.stringContaining('leads to nothing'),
    });
    expect(errorsOf(withSchema({ $ref: '#/constructor' }))[0]?.message).toContain('leads to nothing');
  });

  test('a reference into a schema gets a schema with a name of its own', () => {
    const api = normalize(
      withSchema(
        { properties: { size: { type: 'integer' } } },
        {
          Other: { $ref: '#/components/schemas/Thing/properties/size' },
        },
      ),
    );
    expect(api.schemas.Other).toEqual({ $ref: '#/components/schemas/Thing_size' });
    expect(api.schemas.Thing_size).toEqual({ type: 'integer' });
  });

  test('escaped names are understood', () => {
    const api = normalize(
      withSchema({ $ref: '#/components/schemas/A%20b~1c' }, { 'A b/c': { type: 'string' } }),
    );
    expect(api.schemas.Thing).toEqual({ $ref: '#/components/schemas/A b~1c' });
  });

  test('a "$ref" inside example data is data', () => {
    const api = normalize(withSchema({ examples: [{ $ref: 'anything.yaml' }] }));
    expect(api.schemas.Thing).toEqual({ examples: [{ $ref: 'anything.yaml' }] });
  });

  test('references that would multiply the document are refused', () => {
    const responses = { 200: { $ref: '#/components/responses/big' } };
    const paths = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`/p${index}`, { get: { responses } }]),
    );
    const big = { content: { 'application/json': { example: 'x'.repeat(150_000) } } };
    const errors = errorsOf(tinyDocument({ paths, components: { responses: { big } } }));
    expect(errors[0]?.message).toContain('longer than 200,000,000 characters');
  });
});
