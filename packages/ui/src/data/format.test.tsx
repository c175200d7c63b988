import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatCompact,
  formatDate,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatPercent,
  formatRelative,
} from './format.tsx';

describe('numbers', () => {
  test('beyond the safe integers are printed exactly', () => {
    expect(formatNumber(9007199254740993n)).toBe('9,007,199,254,740,993');
    expect(formatNumber('12345678901234567890')).toBe('12,345,678,901,234,567,890');
  });

  test('that are missing are a dash', () => {
    expect([formatNumber(null), formatCompact(undefined), formatBytes(''), formatDuration(null)]).toEqual([
      '–',
      '–',
      '–',
      '–',
    ]);
  });

  test('are shortened from ten thousand', () => {
    expect(formatCompact(9999)).toBe('9,999');
    expect(formatCompact(1_234_567)).toBe('1.23M');
  });

  test('a small share is never shown as nothing', () => {
    expect(formatPercent(0.00001)).toBe('<0.1%');
    expect(formatPercent(0)).toBe('0%');
    expect(formatPercent(0.1234)).toBe('12.3%');
  });
});

describe('sizes and durations', () => {
  test.each([
    [0.4, '0.4 ms'],
    [12.13, '12.1 ms'],
    [4200, '4.2 s'],
    [180_000, '3 min'],
    [5_400_000, '1.5 h'],
  ])('%d ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

  test.each([
    [999, '999 B'],
    [1536, '1.54 kB'],
    [12_000_000, '12 MB'],
  ])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('times', () => {
  test('are in UTC wherever the code runs', () => {
    expect(formatDateTime('2026-11-05T23:30:00-05:00')).toBe('6 Nov 2026, 04:30 UTC');
    expect(formatDate('2026-11-05T00:00:00Z')).toBe('5 Nov 2026');
    expect(formatDateTime('not a time')).toBe('–');
  });

  test.each([
    [-3000, 'just now'],
    [-180_000, '3 minutes ago'],
    [-90_000_000, 'yesterday'],
    [172_800_000, 'in 2 days'],
  ])('%d ms from now is %s', (offsetMs, text) => {
    const now = Date.UTC(2026, 10, 21);
    expect(formatRelative(now + offsetMs, now)).toBe(text);
  });
});
