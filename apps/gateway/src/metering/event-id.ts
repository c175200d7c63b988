import { randomFillSync } from 'node:crypto';
import { ID_PREFIXES } from '@tollgate/domain/ids';

const POOL_BYTES = 8192;
const pool = Buffer.alloc(POOL_BYTES);
let poolAt = POOL_BYTES;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BASE58_LENGTH = 22;
const bytes = Buffer.alloc(16);

// The same bits as uuidV7Bytes of the domain, from a pool: two ids a request are worth the trouble.
function nextBytes(nowMs: number): void {
  if (poolAt + 10 > POOL_BYTES) {
    randomFillSync(pool);
    poolAt = 0;
  }
  bytes.writeUIntBE(nowMs, 0, 6);
  pool.copy(bytes, 6, poolAt, poolAt + 10);
  poolAt += 10;
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
}

function hex(from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) text += HEX[bytes[i] as number];
  return text;
}

/** A UUIDv7 for a usage event. */
export function newEventId(nowMs: number): string {
  nextBytes(nowMs);
  return `${hex(0, 4)}-${hex(4, 6)}-${hex(6, 8)}-${hex(8, 10)}-${hex(10, 16)}`;
}

/** A request id: `req_` and a UUIDv7 in base58. */
export function newRequestId(nowMs: number = Date.now()): string {
  nextBytes(nowMs);
  const words = [bytes.readUInt32BE(0), bytes.readUInt32BE(4), bytes.readUInt32BE(8), bytes.readUInt32BE(12)];
  let text = '';
  for (let digit = 0; digit < BASE58_LENGTH; digit++) {
    let rest = 0;
    for (let i = 0; i < 4; i++) {
      const value = rest * 4_294_967_296 + (words[i] as number);
      words[i] = Math.floor(value / 58);
      rest = value % 58;
    }
    text = BASE58[rest] + text;
  }
  return `${ID_PREFIXES.request}_${text}`;
}

/** Random lower-case hex: 16 bytes for a trace, 8 for a span. */
export function randomHex(length: 8 | 16): string {
  nextBytes(0);
  if (length === 8) {
    nextBytes(0);
    return HEX[(bytes[7] as number) | 1] + hex(9, 16);
  }
  const tail = hex(9, 16);
  nextBytes(0);
  return `${HEX[(bytes[7] as number) | 1]}${tail}${hex(9, 16)}${HEX[bytes[7] as number]}`;
}
