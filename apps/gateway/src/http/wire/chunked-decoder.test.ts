import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ChunkedDecoder, type ChunkFault } from './chunked-decoder.ts';

interface Decoded {
  data: string;
  isDone: boolean;
  /** Bytes that belong to what follows the body. */
  left: number;
  fault: ChunkFault | null;
}

function decode(...pieces: string[]): Decoded {
  const decoder = new ChunkedDecoder();
  const decoded: Decoded = { data: '', isDone: false, left: 0, fault: null };
  const reader = {
    onData: (data: Buffer) => {
      decoded.data += data.toString('latin1');
    },
  };
  for (const piece of pieces) {
    const taken = decoder.read(Buffer.from(piece, 'latin1'), reader);
    if (typeof taken === 'string') return { ...decoded, fault: taken };
    decoded.left += piece.length - taken;
  }
  return { ...decoded, isDone: decoder.isDone };
}

function encode(parts: string[]): string {
  return `${parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join('')}0\r\n\r\n`;
}

test('a body is the same however it was cut into chunks and packets', () => {
  const part = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.array(fc.nat(400), { maxLength: 8 }), (parts, cuts) => {
      const text = `${encode(parts)}next`;
      const at = [...new Set([0, ...cuts.map((cut) => cut % text.length), text.length])].sort(
        (a, b) => a - b,
      );
      const pieces = at.slice(1).map((end, i) => text.slice(at[i], end));
      expect(decode(...pieces)).toEqual({ data: parts.join(''), isDone: true, left: 4, fault: null });
    }),
  );
});

test('sizes may be in capitals, have zeros before them and extensions behind them', () => {
  expect(decode('00A;name="value"\r\n0123456789\r\n0;last\r\n\r\n')).toMatchObject({
    data: '0123456789',
    isDone: true,
  });
});

test('trailers are read over', () => {
  expect(decode('1\r\na\r\n0\r\nx-sum: 1\r\ny: 2\r\n\r\nrest')).toMatchObject({ isDone: true, left: 4 });
});

test('a body that has not ended is not done', () => {
  expect(decode('5\r\nhello\r\n')).toMatchObject({ data: 'hello', isDone: false, fault: null });
  expect(decode('5\r\nhello\r\n0\r\n')).toMatchObject({ isDone: false, fault: null });
});

describe('what is not the chunked coding is refused', () => {
  test.each([
    'zz\r\n',
    '+5\r\nhello\r\n',
    '-1\r\n',
    '0x5\r\nhello',
    ' 5\r\nhello',
    '5 \r\nhello',
    '\r\n',
    ';a\r\n',
    '5\nhello\n',
    '5\r\nhello\n0\r\n\r\n',
    '5\r\nhelloX\r\n',
    '5\rhello',
    '1000000000000\r\n',
    '5;\0\r\nhello',
    '0\r\nx: \0\r\n\r\n',
    '0\r\nx: y\n\r\n',
    '0\r\n\n',
  ])('%j', (text) => {
    expect(decode(text).fault).toBe('invalid');
  });
});

test('extensions and trailers without end are too large', () => {
  expect(decode(`1;${'x'.repeat(20_000)}\r\n`).fault).toBe('too_large');
  expect(decode(`0\r\n${'a: b\r\n'.repeat(5000)}\r\n`).fault).toBe('too_large');
  expect(decode('1;x\r\na\r\n'.repeat(10_000)).fault).toBe('too_large');
});
