import { expect, test } from 'vitest';
import { placeOf } from './portal-place.ts';

const portal = 'https://portal.example';

test('on the portal’s own host and on bare addresses the first path segment names the tenant', () => {
  const place = { tenant: 'atlas', base: '/atlas', isByHost: false };
  expect(placeOf('portal.example', '/atlas/apps', portal)).toEqual(place);
  expect(placeOf('127.0.0.1:3001', '/atlas', portal)).toEqual(place);
  expect(placeOf('localhost:3001', '/atlas/', portal)).toEqual(place);
});

test('a host below the portal’s names the tenant, and paths carry no slug', () => {
  const place = { tenant: 'atlas', base: '', isByHost: true };
  expect(placeOf('Atlas.Portal.Example:443', '/apps', portal)).toEqual(place);
});

test('any other host is a host of a tenant’s own', () => {
  expect(placeOf('developers.acme.com', '/atlas', portal).tenant).toBe('~developers.acme.com');
});

test('a path that is no slug names nobody', () => {
  for (const path of ['/', '/~evil', '/Ä', '//atlas', `/${'a'.repeat(49)}`]) {
    expect(placeOf('portal.example', path, portal).tenant).toBe('');
  }
});
