/** A token of RFC 8941: a word without quotes. */
export class Token {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type BareItem = string | number | boolean | Token | Uint8Array;
export type Params = ReadonlyMap<string, BareItem>;

export interface Item {
  readonly value: BareItem;
  readonly params: Params;
}

export interface InnerList {
  readonly items: readonly Item[];
  readonly params: Params;
}

export type Member = Item | InnerList;

const KEY = /[a-z*][a-z0-9_.*-]*/y;
const INTEGER = /-?\d{1,15}(?![\d.])/y;
const STRING = /"(?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"/y;
const TOKEN = /[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*/y;
const BYTES = /:([A-Za-z0-9+/]*={0,2}):/y;
const BOOLEAN = /\?[01]/y;
const SPACE = / */y;
const COMMA = /[ \t]*,[ \t]*/y;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  takeText(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }
}

/**
 * Reads a dictionary of RFC 8941; undefined when it is none. Decimals are refused, for nothing here has any, and a key
 * that comes twice counts as its last, as the standard has it.
 */
export function parseDictionary(text: string): Map<string, Member> | undefined {
  const reader = new Reader(text.trim());
  const members = new Map<string, Member>();
  if (reader.isAtEnd) return members;
  for (;;) {
    const key = reader.take(KEY);
    if (key === undefined) return undefined;
    const member = reader.takeText('=') ? readMember(reader) : readParams(reader, true);
    if (!member) return undefined;
    members.set(key, member);
    if (reader.isAtEnd) return members;
    if (reader.take(COMMA) === undefined) return undefined;
  }
}

function readMember(reader: Reader): Member | undefined {
  if (!reader.takeText('(')) return readItem(reader);
  const items: Item[] = [];
  for (;;) {
    const space = reader.take(SPACE);
    if (reader.takeText(')')) break;
    if (items.length > 0 && space === '') return undefined;
    const item = readItem(reader);
    if (!item) return undefined;
    items.push(item);
  }
  const rest = readParams(reader, true);
  return rest && { items, params: rest.params };
}

function readItem(reader: Reader): Item | undefined {
  const value = readBareItem(reader);
  return value === undefined ? undefined : readParams(reader, value);
}

function readParams(reader: Reader, value: BareItem): Item | undefined {
  const params = new Map<string, BareItem>();
  while (reader.takeText(';')) {
    reader.take(SPACE);
    const key = reader.take(KEY);
    if (key === undefined) return undefined;
    const param = reader.takeText('=') ? readBareItem(reader) : true;
    if (param === undefined) return undefined;
    params.set(key, param);
  }
  return { value, params };
}

function readBareItem(reader: Reader): BareItem | undefined {
  const string = reader.take(STRING);
  if (string !== undefined) return string.slice(1, -1).replace(/\\(.)/g, '$1');
  const bytes = reader.take(BYTES);
  if (bytes !== undefined) return Buffer.from(bytes.slice(1, -1), 'base64');
  const integer = reader.take(INTEGER);
  if (integer !== undefined) return Number(integer);
  const boolean = reader.take(BOOLEAN);
  if (boolean !== undefined) return boolean === '?1';
  const token = reader.take(TOKEN);
  return token === undefined ? undefined : new Token(token);
}

/** Writes an inner list with its parameters in the one form that RFC 8941 allows. */
export function serializeInnerList({ items, params }: InnerList): string {
  return `(${items.map(serializeItem).join(' ')})${serializeParams(params)}`;
}

/** Writes an item with its parameters in the one form that RFC 8941 allows. */
export function serializeItem({ value, params }: Item): string {
  return serializeBareItem(value) + serializeParams(params);
}

function serializeParams(params: Params): string {
  let text = '';
  for (const [key, value] of params)
    text += value === true ? `;${key}` : `;${key}=${serializeBareItem(value)}`;
  return text;
}

function serializeBareItem(value: BareItem): string {
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '?1' : '?0';
  return value instanceof Token ? value.text : `:${Buffer.from(value).toString('base64')}:`;
}
