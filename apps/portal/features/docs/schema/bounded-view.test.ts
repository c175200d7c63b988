import type { ApiSchema } from '@tollgate/openapi/imported-api';
import { expect, test } from 'vitest';
import { boundedView } from './bounded-view.ts';

const fieldsOf = (count: number, extra: Record<string, ApiSchema> = {}): ApiSchema => ({
  type: 'object',
  properties: {
    ...Object.fromEntries(Array.from({ length: count }, (_, at) => [`field${at}`, { type: 'string' }])),
    ...extra,
  },
});
const ref = (name: string): ApiSchema => ({ $ref: `#/components/schemas/${name}` });

test('nested objects are opened while the page can carry them', () => {
  const schemas = { Pet: fieldsOf(3, { owner: ref('Owner') }), Owner: fieldsOf(4) };
  const view = boundedView(ref('Pet'), schemas, 50);
  expect(view.fields.find(({ name }) => name === 'owner')?.schema.fields).toHaveLength(4);
});

test('beyond that they are cut to their names', () => {
  const schemas = { Repository: fieldsOf(40, { parent: ref('Parent') }), Parent: fieldsOf(40) };
  const view = boundedView(ref('Repository'), schemas, 60);
  expect(view.fields).toHaveLength(41);
  const parent = view.fields.find(({ name }) => name === 'parent')?.schema;
  expect(parent).toMatchObject({ ref: 'Parent', isCut: true, fields: [] });
});
