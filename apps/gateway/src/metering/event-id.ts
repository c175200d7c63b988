import { randomFillSync } from 'node:crypto';
import { ID_PREFIXES } from '@tollgate/domain/ids';

const POOL_BYTES = 16_384;
const pool = Buffer.alloc(POOL_BYTES);
let poolAt = POOL_BYTES;
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const PAIRS_BASE = 58 * 58;
const PAIRS = Buffer.from(
  Array.from({ length: PAIRS_BASE }, (_, i) => `${BASE58[Math.floor(i / 58)]}${BASE58[i % 58]}`).join(''),
);
const WORD = 2 ** 32;
const PAIRS_OF_22 = 11;
const HEX = Buffer.from('0123456789abcdef');
const DASH = 0x2d;
const UUID_BYTES = 36;

// Ids are written as bytes and made text in one step: as many pieces of text they would cost several times that.
const REQUEST_PREFIX = `${ID_PREFIXES.request}_`;
const requestId = Buffer.from(REQUEST_PREFIX.padEnd(REQUEST_PREFIX.length + 2 * PAIRS_OF_22));
const eventId = Buffer.alloc(UUID_BYTES, DASH);

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

/** A UUIDv7 for a usage event. */
export function newEventId(nowMs: number): string {
  const at = take(10);
  const high = Math.floor(nowMs / 65_536);
  for (let shift = 24, to = 0; shift >= 0; shift -= 8, to += 2) writeHex((high >>> shift) & 0xff, to);
  writeHex((nowMs >>> 8) & 0xff, 9);
  writeHex(nowMs & 0xff, 11);
  writeHex(0x70 | ((pool[at] as number) & 0x0f), 14);
  writeHex(pool[at + 1] as number, 16);
  writeHex(0x80 | ((pool[at + 2] as number) & 0x3f), 19);
  writeHex(pool[at + 3] as number, 21);
  for (let i = 0; i < 6; i++) writeHex(pool[at + 4 + i] as number, 24 + 2 * i);
  return eventId.toString('latin1');
}

function writeHex(byte: number, to: number): void {
  eventId[to] = HEX[byte >>> 4] as number;
  eventId[to + 1] = HEX[byte & 0x0f] as number;
}

/** A request id: `req_` and the bits of a UUIDv7 in base58. */
export function newRequestId(nowMs: number = Date.now()): string {
  const at = take(10);
  let a = Math.floor(nowMs / 65_536);
  let b = ((nowMs & 0xffff) * 65_536 + 0x7000 + (pool.readUInt16BE(at) & 0x0fff)) >>> 0;
  let c = ((pool.readUInt32BE(at + 2) & 0x3fffffff) | 0x80000000) >>> 0;
  let d = pool.readUInt32BE(at + 6);
  // Two digits a step: the rest times 2^32 stays below 2^53.
  for (let pair = PAIRS_OF_22 - 1; pair >= 0; pair--) {
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
    const to = REQUEST_PREFIX.length + 2 * pair;
    requestId[to] = PAIRS[2 * rest] as number;
    requestId[to + 1] = PAIRS[2 * rest + 1] as number;
  }
  return requestId.toString('latin1');
}

/** Random lower-case hex: the ids of a trace and a span behind each other, 16 and 8 bytes, neither all zeros. */
export function randomTrace(): string {
  const at = take(24);
  pool[at] = (pool[at] as number) | 1;
  pool[at + 16] = (pool[at + 16] as number) | 1;
  return pool.toString('hex', at, at + 24);
}
