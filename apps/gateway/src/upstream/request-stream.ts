import { Readable } from 'node:stream';
import type { BodyReader, RequestBody } from '../http/exchange.ts';

/** Who is told that a body did not arrive whole. */
export interface RequestStreamObserver {
  onBodyFailure(reason: 'aborted' | 'too_large'): void;
}

/** A request body as the stream undici reads, with its back-pressure handed on to the client. */
export class RequestStream extends Readable implements BodyReader {
  readonly #body: RequestBody;
  readonly #maxBytes: number;
  readonly #observer: RequestStreamObserver;
  #isStarted = false;

  constructor(body: RequestBody, maxBytes: number, observer: RequestStreamObserver) {
    super({ highWaterMark: 65_536 });
    this.#body = body;
    this.#maxBytes = maxBytes;
    this.#observer = observer;
    // undici destroys it with the error it reports by itself.
    this.on('error', () => {});
  }

  override _read(): void {
    if (this.#isStarted) {
      this.#body.resume();
      return;
    }
    this.#isStarted = true;
    this.#body.start(this, this.#maxBytes);
  }

  onChunk(chunk: Uint8Array): void {
    if (!this.destroyed && !this.push(chunk)) this.#body.pause();
  }

  onEnd(): void {
    this.push(null);
  }

  onFailure(reason: 'aborted' | 'too_large'): void {
    this.#observer.onBodyFailure(reason);
    this.destroy(new Error(`request body ${reason}`));
  }
}
