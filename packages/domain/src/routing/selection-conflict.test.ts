import { expect, test } from 'vitest';
import { findSelectionConflict } from './selection-conflict.ts';
import { VersionSelection } from './version-routing.ts';

const header = { by: 'header', name: 'api-version', value: '1' };
const conflict = (a: object | null, b: object | null) => {
  const standing = (name: string, selection: object | null) => ({
    ...{ name, basePath: '/world' },
    selection: selection && VersionSelection.parse(selection),
  });
  return findSelectionConflict(standing('One', a), standing('Two', b));
};

test.each<[string, object | null, object | null]>([
  ['cannot say which', null, null],
  ['cannot say which', header, null],
  ['by different means', header, { ...header, name: 'x-version', value: '2' }],
  ['by different means', header, { by: 'media_type', value: 'application/vnd.a.v2+json' }],
  ['both chosen by 1', header, header],
  ['both the default', { ...header, isDefault: true }, { ...header, value: '2', isDefault: true }],
])('%s: %j and %j, both named', (reason, a, b) => {
  expect(conflict(a, b)).toContain(reason);
  expect(conflict(a, b)).toMatch(/One and Two/);
});

test('different values of one header stand side by side', () => {
  expect(conflict(header, { ...header, value: '2', isDefault: true })).toBeNull();
});

test.each<object>([
  { ...header, name: 'host' },
  { ...header, value: '' },
  { by: 'media_type', value: 'json' },
  { by: 'media_type_parameter', name: 'q', value: '1' },
  { by: 'cookie', name: 'v', value: '1' },
])('refused: %j', (selection) => expect(VersionSelection.safeParse(selection).success).toBe(false));
