import { Balancing } from '@tollgate/domain/balancing';
import { expect, test } from 'vitest';
import { createLogger } from '../../process/logger.ts';
import type { ConfigurationIndex } from '../../snapshot/configuration-index.ts';
import { BalancerBook } from '../balancer-book.ts';
import { upstreamStates } from '../upstream-states.ts';
import { HealthChecker, type Prober } from './health-checker.ts';

const times = { connectTimeoutMs: 1000, headTimeoutMs: 1000, idleTimeoutMs: 1000 };

/** A checker over one upstream with two targets, a clock and no sockets. */
function make(probe: Prober) {
  const plan = {
    settings: Balancing.parse({ healthCheck: { path: '/h', unhealthyAfter: 1, healthyAfter: 1 } }),
    targets: ['a', 'b'].map((name) => ({
      name,
      weight: 1,
      upstream: { origin: `http://${name}.example`, pathPrefix: '', ...times },
    })),
    signature: 'one',
  };
  const versions = new Map([['ver_1', { active: { plan } }]]);
  const index = { changeNumber: 1, versions };
  const clock = { nowMs: 0 };
  const now = () => clock.nowMs;
  const book = new BalancerBook({ random: () => 0.5, now });
  const checker = new HealthChecker({
    index: () => index as unknown as ConfigurationIndex,
    book,
    probe,
    logger: createLogger('silent', 'test'),
    now,
  });
  const states = () => upstreamStates(book, clock.nowMs)[0]?.targets.map(({ state }) => state);
  return { checker, clock, index, book, states };
}
const settle = () => new Promise((done) => setImmediate(done));

test('each target is asked when it is due, and not again while an answer is waited for', async () => {
  const asked: string[] = [];
  const answers: ((isOk: boolean) => void)[] = [];
  const { checker, clock } = make((target) => {
    asked.push(target.name);
    return new Promise((resolve) => answers.push(resolve));
  });
  checker.tick();
  expect(asked).toEqual([]);
  clock.nowMs = 6000;
  checker.tick();
  checker.tick();
  expect(asked).toEqual(['a', 'b']);
  for (const answer of answers) answer(true);
  await settle();
  checker.tick();
  expect(asked).toHaveLength(2);
  clock.nowMs = 17_000;
  checker.tick();
  expect(asked).toHaveLength(4);
});

test('a check that fails in any way counts, and one that could not be made does not', async () => {
  const { checker, clock, states } = make(async ({ name }) => {
    if (name === 'a') throw new Error('broken');
    return null;
  });
  checker.tick();
  clock.nowMs = 6000;
  checker.tick();
  await settle();
  expect(states()).toEqual(['unhealthy', 'fit']);
});

test('an upstream that a configuration no longer holds is forgotten', () => {
  const { checker, index, book } = make(async () => true);
  checker.tick();
  expect(book.entries()).toHaveLength(1);
  index.versions.clear();
  index.changeNumber++;
  checker.tick();
  expect(book.entries()).toHaveLength(0);
});
