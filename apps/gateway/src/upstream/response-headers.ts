import type { PassedHeaders } from '../http/exchange.ts';
import type { HeaderLines } from '../http/wire/header-lines.ts';
import { rememberNames } from '../http/wire/remember-names.ts';
import { HOP_BY_HOP, namedByConnection } from './hop-by-hop.ts';

const OURS: ReadonlySet<string> = new Set(['x-request-id', 'ratelimit', 'ratelimit-policy', 'via']);

const isDropped = rememberNames(
  (name) => HOP_BY_HOP.has(name) || OURS.has(name) || name.startsWith('tollgate-'),
);

/** Lists that may stand more than once: ours and the upstream's do not exclude each other. */
const JOINABLE: ReadonlySet<string> = new Set(['server-timing', 'vary', 'link']);

/**
 * Headers of an upstream's answer without those of its connection and those that are ours; then ours, names and values
 * in turn.
 */
export class ClientHeaders implements PassedHeaders {
  readonly #lines: HeaderLines;
  readonly #ours: readonly string[];
  readonly #named: ReadonlySet<string> | null;
  readonly #isLeftOut = (name: string) =>
    isDropped(name) || this.#named?.has(name) === true || (isNamed(this.#ours, name) && !JOINABLE.has(name));

  constructor(lines: HeaderLines, ours: readonly string[]) {
    this.#lines = lines;
    this.#ours = ours;
    this.#named = namedByConnection(lines);
  }

  get hasLength(): boolean {
    return this.#passes('content-length');
  }

  get hasDate(): boolean {
    return this.#passes('date') || isNamed(this.#ours, 'date');
  }

  toText(): string {
    const ours = this.#ours;
    let text = this.#lines.textWithout(this.#isLeftOut);
    for (let i = 0; i < ours.length; i += 2) text += `${ours[i]}: ${ours[i + 1]}\r\n`;
    return text;
  }

  toPairs(): string[] {
    return [...this.upstreams(), ...this.#ours];
  }

  /** Those of the upstream, names in lower case. */
  upstreams(): string[] {
    const { names } = this.#lines;
    const pairs: string[] = [];
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      if (!this.#isLeftOut(name)) pairs.push(name, this.#lines.value(i));
    }
    return pairs;
  }

  #passes(name: string): boolean {
    return this.#lines.names.includes(name) && !this.#isLeftOut(name);
  }
}

function isNamed(pairs: readonly string[], name: string): boolean {
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === name) return true;
  return false;
}
