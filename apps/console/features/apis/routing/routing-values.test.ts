import { VersionRouting } from '@tollgate/domain/routing/version-routing';
import { expect, test } from 'vitest';
import { readRouting, routingValues } from './routing-values.ts';

/** What a browser sends of the form that shows these. */
function sent(routing: VersionRouting | null): FormData {
  const { fields, keepsBasePath, isDefault, by, on } = routingValues(routing, '2.1.0');
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('routing.selection.by', by);
  if (keepsBasePath) form.set('routing.keepsBasePath', 'on');
  if (isDefault) form.set('routing.selection.isDefault', 'on');
  for (const part of on) form.set(`on.${part}`, 'on');
  return form;
}

test.each<[string, object]>([
  ['nothing', {}],
  ['paths', { keepsBasePath: true, stripPrefix: '/in' }],
  ['a header', { selection: { by: 'header', name: 'api-version', value: '2', isDefault: true } }],
  ['a parameter', { selection: { by: 'media_type_parameter', name: 'version', value: '2' } }],
  ['a media type', { selection: { by: 'media_type', value: 'application/vnd.acme.v2+json' } }],
  ['a mirror', { mirror: { url: 'https://shadow.example', percent: 10, maxInFlight: 3 } }],
  ['a canary', { canary: { url: 'https://next.example', percent: 5 } }],
])('what a form shows is what it sends back: %s', (_, values) => {
  const routing = VersionRouting.parse(values);
  expect(VersionRouting.parse(readRouting(sent(routing)))).toEqual(routing);
});

test('a version is meant by its major number until somebody says otherwise', () => {
  expect(routingValues(null, '2.1.0').fields['routing.selection.value']).toBe('2');
  expect(routingValues(null, '2026-10-01').fields['routing.selection.value']).toBe('2026');
  expect(routingValues(null, 'beta').fields['routing.selection.value']).toBe('beta');
});
