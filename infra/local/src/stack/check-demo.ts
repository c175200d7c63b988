import { LocalError } from '../local-error.ts';
import { answersHttp } from '../process/probes.ts';
import { waitUntil } from '../process/wait-until.ts';
import type { DemoResult } from '../seed/demo-result.ts';

/** Waits until the demo's request goes all the way: key, gateway, upstream and back with 200. */
export async function checkDemo({ demo }: DemoResult, logDir: string): Promise<void> {
  const headers = { authorization: `Bearer ${demo.apiKey}` };
  await waitUntil(() => answersHttp(demo.request, 300, headers), {
    timeoutMs: 30_000,
    everyMs: 100,
    onTimeout: () =>
      new LocalError(
        `Everything runs, but ${demo.request} does not answer 200 with the demo's key: see gateway.log and api.log in ${logDir}.`,
      ),
  });
}
