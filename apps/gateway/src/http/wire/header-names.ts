/** A header's name in lower case, and the bytes it is recognised by. */
interface KnownName {
  readonly bytes: Uint8Array;
  readonly text: string;
}

const SLOTS = 2048;
const MOST_STEPS = 4;
const LONGEST = 64;
const slots = new Array<KnownName | undefined>(SLOTS).fill(undefined);

const LOWER_CASE = new Uint8Array(256).map((_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/** One more byte of a name in its hash, which is the same for capitals. */
export function hashStep(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + (byte | 0x20)) | 0;
}

/**
 * The name that stands in `bytes`, in lower case. The same few names come with every request, and are found by their
 * bytes without making text of them; of names that clients invent, a few are kept and the rest made anew.
 */
export function lowerCaseName(bytes: Uint8Array, from: number, to: number, hash: number): string {
  const length = to - from;
  for (let step = 0; step < MOST_STEPS; step++) {
    const slot = (hash + step) & (SLOTS - 1);
    const known = slots[slot];
    if (known === undefined) return keep(slot, bytes, from, to);
    if (known.bytes.length === length && isSame(known.bytes, bytes, from)) return known.text;
  }
  return textOf(bytes, from, to);
}

function isSame(known: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < known.length; i++) {
    if (known[i] !== LOWER_CASE[bytes[from + i] as number]) return false;
  }
  return true;
}

function keep(slot: number, bytes: Uint8Array, from: number, to: number): string {
  const text = textOf(bytes, from, to);
  if (text.length > LONGEST) return text;
  const known = { bytes: new Uint8Array(Buffer.from(text, 'latin1')), text: asLiteral(text) };
  slots[slot] = known;
  return known.text;
}

// As a property's key V8 has each text once, as it has the literals of code: comparing the two compares pointers.
function asLiteral(text: string): string {
  return Object.keys({ [text]: true })[0] as string;
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from)
    .toString('latin1')
    .toLowerCase();
}
