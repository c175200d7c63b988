import { hash } from 'node:crypto';

/** Tokens remembered, at most: about 300 bytes each. */
const MAX_TOKENS = 50_000;

/**
 * What was proved of tokens, by their hash and the configuration it was proved under: a new configuration knows none
 * of them. The one unused longest goes first.
 */
export class VerifiedTokens<Proof> {
  readonly #proofs = new Map<string, Proof>();
  readonly #numbers = new WeakMap<object, number>();
  readonly #maxTokens: number;
  #lastNumber = 0;

  constructor(maxTokens = MAX_TOKENS) {
    this.#maxTokens = maxTokens;
  }

  get size(): number {
    return this.#proofs.size;
  }

  find(config: object, token: string): Proof | undefined {
    const name = this.#name(config, token);
    const proof = this.#proofs.get(name);
    if (proof === undefined) return undefined;
    this.#proofs.delete(name);
    this.#proofs.set(name, proof);
    return proof;
  }

  put(config: object, token: string, proof: Proof): void {
    this.#proofs.set(this.#name(config, token), proof);
    if (this.#proofs.size <= this.#maxTokens) return;
    for (const oldest of this.#proofs.keys()) {
      this.#proofs.delete(oldest);
      return;
    }
  }

  #name(config: object, token: string): string {
    let number = this.#numbers.get(config);
    if (number === undefined) {
      number = ++this.#lastNumber;
      this.#numbers.set(config, number);
    }
    return `${number} ${hash('sha256', token, 'latin1')}`;
  }
}
