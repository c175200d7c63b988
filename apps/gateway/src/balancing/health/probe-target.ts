import type { UpstreamTarget } from '../../snapshot/entries.ts';
import type { CallConnection, CallObserver } from '../../upstream/client/origin-connection.ts';
import type { ParsedResponseHead } from '../../upstream/client/parse-response-head.ts';
import { writeRequestHead } from '../../upstream/client/write-request-head.ts';
import type { UpstreamPool, UpstreamPools } from '../../upstream/upstream-pools.ts';
import type { Prober } from './health-checker.ts';

/** More of an answer than this is not waited for. */
const MOST_BODY_BYTES = 65_536;
const LINES = 'user-agent: tollgate-health-check\r\naccept: */*\r\n';

/** Asks targets over the connections that requests use, so that the same addresses are refused. */
export function createProber(pools: UpstreamPools): Prober {
  return (target, path, timeoutMs) => {
    const pool = pools.acquire(target.upstream, Date.now());
    if (!pool) return Promise.resolve(null);
    return new Promise<boolean>((resolve) => {
      const done = (isOk: boolean) => {
        pools.release(pool);
        resolve(isOk);
      };
      new Probe(pool, timeoutMs, done).start(target.upstream, path);
    });
  };
}

class Probe implements CallObserver {
  readonly #pool: UpstreamPool;
  readonly #timeoutMs: number;
  readonly #done: (isOk: boolean) => void;
  readonly #timer: NodeJS.Timeout;
  #connection: CallConnection | null = null;
  #isOk = false;
  #bodyBytes = 0;
  #isOver = false;

  constructor(pool: UpstreamPool, timeoutMs: number, done: (isOk: boolean) => void) {
    this.#pool = pool;
    this.#timeoutMs = timeoutMs;
    this.#done = done;
    this.#timer = setTimeout(() => this.#giveUp(false), timeoutMs).unref();
  }

  start({ pathPrefix, credential }: UpstreamTarget, path: string): void {
    const { origin } = this.#pool;
    const [bare = '', query] = path.split('?', 2);
    const asked = query === undefined ? '' : `?${query}`;
    const target = pathPrefix + bare + (credential?.inQuery(asked) ?? asked);
    const head = writeRequestHead('GET', target, origin.host, LINES + (credential?.line ?? ''), null);
    const timeouts = { headTimeoutMs: this.#timeoutMs, idleTimeoutMs: this.#timeoutMs };
    origin.send({ method: 'GET', head, body: null, mayUpgrade: false, ...timeouts }, this);
  }

  onConnection(connection: CallConnection): void {
    this.#connection = connection;
  }

  onResponseHead({ status }: ParsedResponseHead): void {
    this.#isOk = status >= 200 && status < 400;
  }

  onResponseChunk(chunk: Uint8Array): void {
    this.#bodyBytes += chunk.length;
    if (this.#bodyBytes > MOST_BODY_BYTES) this.#giveUp(this.#isOk);
  }

  onResponseTrailers(): void {}

  onResponseEnd(): void {
    this.#connection = null;
    this.#end(this.#isOk);
  }

  onUpstreamDrain(): void {}

  onUpstreamError(): void {
    this.#connection = null;
    this.#end(false);
  }

  #giveUp(isOk: boolean): void {
    if (this.#isOver) return;
    if (this.#connection) this.#connection.destroy();
    else this.#pool.origin.cancel(this);
    this.#end(isOk);
  }

  #end(isOk: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#done(isOk);
  }
}
