import type { Principal } from '@tollgate/policies/policy';
import type { Configuration } from '../snapshot/configuration.ts';
import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';
import type { Authorisation } from '../snapshot/entries.ts';
import { authorise } from './authorise.ts';
import type { Location } from './locate.ts';

/** An answer that takes longer than one turn of the event loop. */
export interface OpenStream {
  /** Ends it at once. */
  cutOff(): void;
}

/** By what a stream was begun. */
export interface StreamOwner {
  readonly location: Location;
  readonly principal: Principal;
  readonly authorisation: Authorisation;
}

const CHECK_EVERY_MS = 250;

/**
 * Answers under way. One that was begun with a key that has since been revoked, or by a subscription that has ended, is
 * cut off: a stream may stay open for days.
 */
export class OpenStreams {
  readonly #configuration: Configuration;
  readonly #owners = new Map<OpenStream, StreamOwner>();
  readonly #timer = setInterval(() => this.#check(), CHECK_EVERY_MS).unref();

  constructor(configuration: Configuration) {
    this.#configuration = configuration;
  }

  add(stream: OpenStream, owner: StreamOwner): void {
    this.#owners.set(stream, owner);
  }

  delete(stream: OpenStream): void {
    this.#owners.delete(stream);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #check(): void {
    const index = this.#configuration.current;
    const nowMs = Date.now();
    for (const [stream, owner] of this.#owners) {
      if (!index || !mayGoOn(index, owner, nowMs)) stream.cutOff();
    }
  }
}

function mayGoOn(index: ConfigurationIndex, owner: StreamOwner, nowMs: number): boolean {
  const { principal, authorisation, location } = owner;
  const { version, operation } = location;
  if (!version || !operation || !isCredentialLive(index, principal, nowMs)) return false;
  const found = authorise(index, principal, version.record.id, operation);
  return !('code' in found) && found.subscription.record.id === authorisation.subscription.record.id;
}

// Of a token of another issuer nothing more is known once it was taken: only its subscription can end.
function isCredentialLive(index: ConfigurationIndex, { keyId }: Principal, nowMs: number): boolean {
  if (keyId === '') return true;
  const key = index.keys.get(keyId);
  if (key) return !isPast(key.revokedAtMs, nowMs) && !isPast(key.expiresAtMs, nowMs);
  const client = index.clients.get(keyId);
  return (
    client !== undefined && !isPast(client.revokedAt === null ? null : Date.parse(client.revokedAt), nowMs)
  );
}

function isPast(atMs: number | null, nowMs: number): boolean {
  return atMs !== null && atMs <= nowMs;
}
