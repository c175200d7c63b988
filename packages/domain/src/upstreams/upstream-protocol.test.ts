import { expect, test } from 'vitest';
import { protocolProblem } from './upstream-protocol.ts';

test('HTTP/1.1 is spoken to any address, HTTP/2 with TLS or without as its name says', () => {
  const [secure, plain] = ['https://a.example', 'http://b.example:50051/x'];
  expect(protocolProblem('http1', [secure, plain])).toBeNull();
  expect(protocolProblem('h2', [secure])).toBeNull();
  expect(protocolProblem('h2c', [plain])).toBeNull();
  expect(protocolProblem('h2', [secure, plain])).toContain(plain);
  expect(protocolProblem('h2c', [plain, secure])).toContain(secure);
});
