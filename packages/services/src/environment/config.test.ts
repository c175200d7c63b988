import { expect, test } from 'vitest';
import { z } from 'zod';
import { LogLevel, readEnvironment, ServiceEnvironment, serviceOptions } from './config.ts';

const ENVIRONMENT = {
  DATABASE_URL: 'postgres://tollgate_app:secret@127.0.0.1:5432/tollgate',
  SYSTEM_DATABASE_URL: 'postgres://tollgate_system:secret@127.0.0.1:5432/tollgate',
  CLICKHOUSE_URL: 'http://tollgate:secret@127.0.0.1:8123/tollgate',
  API_URL: 'https://api.example/',
  CONSOLE_URL: 'https://console.example',
  PORTAL_URL: 'https://portal.example//',
  GATEWAY_URL: 'https://gateway.example',
};
const Own = ServiceEnvironment.extend({ PORT: z.coerce.number(), LOG_LEVEL: LogLevel });

test('what is missing or wrong is named all at once, without its value', () => {
  const read = () =>
    readEnvironment(Own, 'API', { ...ENVIRONMENT, DATABASE_URL: 'hunter2', API_URL: undefined, PORT: 'x' });
  expect(read).toThrow(/The API cannot start.*\n {2}DATABASE_URL: .*\n {2}API_URL: .*\n {2}PORT: /);
  expect(read).not.toThrow(/hunter2/);
});

test('addresses lose the slash at their end, and lists of upstreams their blanks', () => {
  const { settings } = serviceOptions(
    readEnvironment(Own, 'API', {
      ...ENVIRONMENT,
      PORT: '1',
      ALLOWED_PRIVATE_UPSTREAMS: ' 127.0.0.1:4010, ,localhost:4010 ',
    }),
  );
  expect(settings).toEqual({
    apiUrl: 'https://api.example',
    consoleUrl: 'https://console.example',
    portalUrl: 'https://portal.example',
    gatewayUrl: 'https://gateway.example',
    hasPathRouting: false,
    allowedPrivateUpstreams: ['127.0.0.1:4010', 'localhost:4010'],
  });
});
