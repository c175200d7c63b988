import { randomFillSync } from 'node:crypto';
import { ID_PREFIXES } from '@tollgate/domain/ids';

const POOL_BYTES = 16_384;
const pool = Buffer.alloc(POOL_BYTES);
let poolAt = POOL_BYTES;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const PAIRS = Array.from({ length: 58 * 58 }, (_, i) => `${BASE58[Math.floor(i / 58)]}${BASE58[i % 58]}`);
const PAIRS_BASE = PAIRS.length;
const WORD = 2 ** 32;
const PAIRS_OF_22 = 11;

// Where the next `count` random bytes begin: two ids and a trace a request are worth a pool.
function take(count: number): number {
  if (poolAt + count > POOL_BYTES) {
    randomFillSync(pool);
    poolAt = 0;
  }
  const at = poolAt;
  poolAt += count;
  return at;
}

function hexOf(from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) text += HEX[pool[i] as number];
  return text;
}

/** A UUIDv7 for a usage event. */
export function newEventId(nowMs: number): string {
  const at = take(10);
  const high = Math.floor(nowMs / 65_536)
    .toString(16)
    .padStart(8, '0');
  const low = HEX[(nowMs >>> 8) & 0xff] as string;
  const lowest = HEX[nowMs & 0xff] as string;
  const version = HEX[0x70 | ((pool[at] as number) & 0x0f)] as string;
  const variant = HEX[0x80 | ((pool[at + 2] as number) & 0x3f)] as string;
  const third = version + (HEX[pool[at + 1] as number] as string);
  const fourth = variant + (HEX[pool[at + 3] as number] as string);
  return `${high}-${low}${lowest}-${third}-${fourth}-${hexOf(at + 4, at + 10)}`;
}

/** A request id: `req_` and the bits of a UUIDv7 in base58. */
export function newRequestId(nowMs: number = Date.now()): string {
  const at = take(10);
  let a = Math.floor(nowMs / 65_536);
  let b = ((nowMs & 0xffff) * 65_536 + 0x7000 + (pool.readUInt16BE(at) & 0x0fff)) >>> 0;
  let c = ((pool.readUInt32BE(at + 2) & 0x3fffffff) | 0x80000000) >>> 0;
  let d = pool.readUInt32BE(at + 6);
  let text = '';
  // Two digits a step: the rest times 2^32 stays below 2^53.
  for (let pair = 0; pair < PAIRS_OF_22; pair++) {
    // By division: the remainder operator is slow beyond 2^31.
    let quotient = Math.floor(a / PAIRS_BASE);
    let value = (a - quotient * PAIRS_BASE) * WORD + b;
    a = quotient;
    quotient = Math.floor(value / PAIRS_BASE);
    b = quotient;
    value = (value - quotient * PAIRS_BASE) * WORD + c;
    quotient = Math.floor(value / PAIRS_BASE);
    c = quotient;
    value = (value - quotient * PAIRS_BASE) * WORD + d;
    d = Math.floor(value / PAIRS_BASE);
    const rest = value - d * PAIRS_BASE;
    text = (PAIRS[rest] as string) + text;
  }
  return `${ID_PREFIXES.request}_${text}`;
}

/** Random lower-case hex that is never all zeros: 16 bytes for a trace, 8 for a span. */
export function randomHex(length: 8 | 16): string {
  const at = take(length);
  return (HEX[(pool[at] as number) | 1] as string) + hexOf(at + 1, at + length);
}
