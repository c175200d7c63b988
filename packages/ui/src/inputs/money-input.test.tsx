import { expect, test } from 'vitest';
import { normalizeDecimal } from './money-input.tsx';

test.each([
  ['29', '29'],
  ['29,50', '29.50'],
  ['0,004', '0.004'],
  ['1 234.50', '1234.50'],
  ['1,234.50', '1234.50'],
  ['1,234,567', '1234567'],
  ['1,234', '1,234'],
  ['-5,5', '-5.5'],
  ['abc', 'abc'],
  ['1.234,50', '1.234,50'],
])('%s becomes %s', (typed, expected) => expect(normalizeDecimal(typed)).toBe(expected));
