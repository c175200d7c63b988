import type { MirrorEntry } from '../snapshot/entries.ts';
import type { CallObserver, OriginConnection } from '../upstream/client/origin-connection.ts';
import { writeRequestHead } from '../upstream/client/write-request-head.ts';
import type { UpstreamPool, UpstreamPools } from '../upstream/upstream-pools.ts';
import type { MirrorCounts } from './mirror-book.ts';

/** Where connections come from. */
export type Pools = Pick<UpstreamPools, 'acquire' | 'release'>;

/** What is copied of a request besides its body. */
export interface CopiedRequest {
  readonly method: string;
  /** Below the mirror's own path, with the query. */
  readonly path: string;
  /** Its header lines with their ends. */
  readonly lines: string;
}

/** Of an answer nobody reads. */
const MOST_ANSWER_BYTES = 1_048_576;
const MOST_TIME_MS = 30_000;

/** One copy of a request on its way: tried once, its answer thrown away, and nobody waits for it. */
export class MirroredCall implements CallObserver {
  readonly #pools: Pools;
  readonly #pool: UpstreamPool;
  readonly #counts: MirrorCounts;
  readonly #body: Uint8Array | null;
  readonly #startedAtMs = performance.now();
  #connection: OriginConnection | null = null;
  #answerBytes = 0;
  #isOver = false;

  private constructor(pools: Pools, pool: UpstreamPool, counts: MirrorCounts, body: Uint8Array | null) {
    this.#pools = pools;
    this.#pool = pool;
    this.#counts = counts;
    this.#body = body;
  }

  /** Sends a copy, or counts it as dropped where as many are under way as may be. */
  static send(
    mirror: MirrorEntry,
    pools: Pools,
    counts: MirrorCounts,
    { method, path, lines }: CopiedRequest,
    body: Uint8Array | null,
  ): void {
    const { target } = mirror;
    const pool = counts.inFlight < mirror.maxInFlight ? pools.acquire(target, Date.now()) : undefined;
    if (!pool) {
      counts.dropped++;
      return;
    }
    counts.inFlight++;
    const framing = body ? 'length' : null;
    const framed = body ? withLength(lines, body.length) : lines;
    const request = {
      method,
      head: writeRequestHead(method, target.pathPrefix + path, pool.origin.host, framed, framing),
      body: framing,
      mayUpgrade: false,
      headTimeoutMs: target.headTimeoutMs,
      idleTimeoutMs: target.idleTimeoutMs,
    } as const;
    pool.origin.send(request, new MirroredCall(pools, pool, counts, body));
  }

  onConnection(connection: OriginConnection): void {
    this.#connection = connection;
    if (!this.#body) return;
    connection.writeBody(this.#body);
    connection.endBody();
  }

  onResponseHead(): void {}

  onResponseChunk(chunk: Uint8Array): void {
    this.#answerBytes += chunk.length;
    const isTooMuch = this.#answerBytes > MOST_ANSWER_BYTES;
    if (!isTooMuch && performance.now() - this.#startedAtMs < MOST_TIME_MS) return;
    this.#end('answered');
    this.#connection?.destroy();
  }

  onResponseEnd(): void {
    this.#end('answered');
  }

  onResponseTrailers(): void {}

  onUpstreamDrain(): void {}

  onUpstreamError(): void {
    this.#end('failed');
  }

  #end(outcome: 'answered' | 'failed'): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#counts[outcome]++;
    this.#counts.inFlight--;
    this.#pools.release(this.#pool);
  }
}

// A copy is whole before it is sent, however the request came.
function withLength(lines: string, bytes: number): string {
  return `${lines.replace(/^content-length:.*\r\n/gim, '')}content-length: ${bytes}\r\n`;
}
