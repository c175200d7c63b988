import { Readable } from 'node:stream';
import type { RequestBody } from '../http/exchange.ts';

/** A request body as the stream undici reads, with its back-pressure handed on to the client. */
export class RequestStream extends Readable {
  readonly #body: RequestBody;
  readonly #maxBytes: number;
  readonly #onFailure: (reason: 'aborted' | 'too_large') => void;
  #isStarted = false;

  constructor(body: RequestBody, maxBytes: number, onFailure: (reason: 'aborted' | 'too_large') => void) {
    super({ highWaterMark: 65_536 });
    this.#body = body;
    this.#maxBytes = maxBytes;
    this.#onFailure = onFailure;
    // undici destroys it with the error it reports by itself.
    this.on('error', () => {});
  }

  override _read(): void {
    if (this.#isStarted) {
      this.#body.resume();
      return;
    }
    this.#isStarted = true;
    this.#body.start(
      {
        onChunk: (chunk) => {
          if (!this.destroyed && !this.push(chunk)) this.#body.pause();
        },
        onEnd: () => this.push(null),
        onFailure: (reason) => {
          this.#onFailure(reason);
          this.destroy(new Error(`request body ${reason}`));
        },
      },
      this.#maxBytes,
    );
  }
}
