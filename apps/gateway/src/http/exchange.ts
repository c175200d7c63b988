import type { ClientCertificate } from '@tollgate/policies/policy';
import type { HeaderLines } from './wire/header-lines.ts';

/** What came before the body of a request, already checked to be unambiguous HTTP. */
export interface RequestHead {
  readonly method: string;
  /** The request target as it was received. */
  readonly target: string;
  readonly lines: HeaderLines;
  /** What the peer showed when it connected; null or left out when nothing. */
  readonly clientCertificate?: ClientCertificate | null;
  /** Address of the peer of the connection. */
  readonly peerAddress: string;
  readonly isTls: boolean;
  /** The key with which a WebSocket is asked for; null when none is. */
  readonly webSocketKey: string | null;
}

export interface BodyReader {
  onChunk(chunk: Uint8Array): void;
  onEnd(): void;
  /** The client went away, or sent more than it may. */
  onFailure(reason: 'aborted' | 'too_large'): void;
}

/** A request body that arrives in chunks. Nothing is read from the connection before `start`. */
export interface RequestBody {
  /** From Content-Length; null when the length is not known before the end. */
  readonly declaredBytes: number | null;
  readonly receivedBytes: number;
  start(reader: BodyReader, maxBytes: number): void;
  pause(): void;
  resume(): void;
}

/** Who follows an exchange. */
export interface ExchangeObserver {
  /** Called once if the client goes away before the response has ended. */
  onHangUp(): void;
  /** Called each time the client has taken what `sendChunk` could not pass on. */
  onDrain(): void;
}

/** The headers of an answer that is passed on: those of the upstream that may be, and ours. All of them are valid. */
export interface PassedHeaders {
  readonly hasLength: boolean;
  readonly hasDate: boolean;
  /** Lines as HTTP/1.1 writes them. */
  toText(): string;
  /** Names and values in turn. */
  toPairs(): string[];
}

/** One request and its response, whatever the codec. */
export interface Exchange {
  readonly head: RequestHead;
  /** Null when the request has none. */
  readonly body: RequestBody | null;
  /**
   * What the client sends once its upgrade is answered with 101: bytes without an end of their own. `sendChunk` takes
   * those of the other direction. Null when no upgrade is asked for.
   */
  readonly tunnel: RequestBody | null;
  /**
   * Who is told. An object and not functions: V8 puts a function literal that is assigned to a property into its old
   * space, and all of the request it holds would live until a full collection.
   */
  observer: ExchangeObserver | null;
  /** Head of the response; may wait for the first chunk. Throws when a header is not valid. */
  sendHead(status: number, headers: string[]): void;
  /** The same for the answer of an upstream. */
  passHead(status: number, headers: PassedHeaders): void;
  /** Passes the head on now. */
  flushHead(): void;
  /** False when the client takes no more for now. */
  sendChunk(chunk: Uint8Array): boolean;
  /** Fields that follow the body, names and values in turn; said before `finish`. Dropped where they cannot be sent. */
  sendTrailers(trailers: readonly string[]): void;
  /** Ends the response, with its last bytes. */
  finish(last: Uint8Array | null): void;
  /** Ends the connection, so that the client sees that the response is not whole. */
  abort(): void;
}

export type ExchangeHandler = (exchange: Exchange) => void;

/** A codec at work. */
export interface HttpListener {
  readonly port: number;
  /** Takes no more connections, lets those under way finish until the deadline, then ends them. */
  drain(deadlineMs: number): Promise<void>;
}
