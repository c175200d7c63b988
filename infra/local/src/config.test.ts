import { expect, test } from 'vitest';
import { readLocalConfig } from './config.ts';

test('an empty environment gives the default ports and folder', () => {
  const config = readLocalConfig({}, '/repo');
  expect(config.dataDir).toBe('/repo/.local');
  expect(config.ports).toMatchObject({ console: 3000, portal: 3001, api: 3002, gateway: 8080 });
});

test('wrong values are named together', () => {
  const env = { TOLLGATE_API_PORT: '99999', TOLLGATE_GATEWAY_PORT: 'x' };
  expect(() => readLocalConfig(env, '/repo')).toThrow(/TOLLGATE_API_PORT[\s\S]*TOLLGATE_GATEWAY_PORT/);
});

test('two services on one port are refused', () => {
  expect(() => readLocalConfig({ TOLLGATE_API_PORT: '3000' }, '/repo')).toThrow(
    'TOLLGATE_CONSOLE_PORT and TOLLGATE_API_PORT are both 3000: give one of them another port.',
  );
});

test("a Postgres of one's own needs all three addresses", () => {
  expect(() => readLocalConfig({ DATABASE_URL: 'postgres://x' }, '/repo')).toThrow(/go together/);
});
