import { expect, test } from 'vitest';
import { readWebConfig } from './config.ts';

const environment = {
  DATABASE_URL: 'postgres://app@127.0.0.1/tollgate',
  SYSTEM_DATABASE_URL: 'postgres://system@127.0.0.1/tollgate',
  CLICKHOUSE_URL: 'http://127.0.0.1:8124/tollgate',
  API_URL: 'https://api.tollgate.example/',
  CONSOLE_URL: 'https://console.tollgate.example',
  PORTAL_URL: 'http://portal.tollgate.example',
  GATEWAY_URL: 'https://gateway.tollgate.example',
  AUTH_SECRET: 'sixteen characters or more',
};

test('cookies insist on https only where the app itself is reached by it', () => {
  expect(readWebConfig('console', environment).isSecure).toBe(true);
  expect(readWebConfig('portal', environment).isSecure).toBe(false);
});

test('addresses lose a slash at their end, and lists their blanks', () => {
  const { settings } = readWebConfig('portal', {
    ...environment,
    ALLOWED_PRIVATE_UPSTREAMS: ' 127.0.0.1:4010 ,, localhost:1 ',
  });
  expect(settings.apiUrl).toBe('https://api.tollgate.example');
  expect(settings.allowedPrivateUpstreams).toEqual(['127.0.0.1:4010', 'localhost:1']);
});

test('one error names the app and everything that is missing or wrong', () => {
  const read = () => readWebConfig('portal', { ...environment, DATABASE_URL: undefined, API_URL: 'nowhere' });
  expect(read).toThrow(/^The portal cannot start[\s\S]*DATABASE_URL[\s\S]*API_URL/);
});
