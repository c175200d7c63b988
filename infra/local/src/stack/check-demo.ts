import type { DemoResult } from '@tollgate/services/demo/demo-result';
import { LocalError } from '../local-error.ts';

const PATIENCE_MS = 20_000;
const PAUSE_MS = 100;

/**
 * Waits until the demo's request goes all the way: key, gateway, upstream and back with 200. Returns a warning where
 * the gateway works but refuses it, as it must once the demo's key or plan has been changed on purpose.
 */
export async function checkDemo({ demo }: DemoResult, logDir: string): Promise<string | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const status = await ask(demo.request, demo.apiKey);
    if (status === 200) return undefined;
    if (Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    } else if (status >= 400 && status < 500) {
      return `The demo's request ${demo.request} answers ${status}: its key or plan has been changed.`;
    } else {
      const answer = status === 0 ? 'does not answer' : `answers ${status}`;
      throw new LocalError(
        `Everything runs, but ${demo.request} ${answer}: see gateway.log, api.log and demo.log in ${logDir}.`,
      );
    }
  }
}

/** The status of the answer, 0 when there is none. */
async function ask(url: string, apiKey: string): Promise<number> {
  try {
    const headers = { authorization: `Bearer ${apiKey}` };
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
