import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./styles.css', import.meta.url), 'utf8');

function colour(token: string, theme: 'light' | 'dark'): string {
  const value = new RegExp(`--tg-${token}: ([^;]+);`).exec(css)?.[1] ?? '';
  const pair = /light-dark\((#\w{6}), (#\w{6})\)/.exec(value);
  return pair ? ((theme === 'light' ? pair[1] : pair[2]) ?? '') : value;
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover'];
const pairs = [
  ...['ink', 'ink-muted', 'ink-faint'].flatMap((text) => grounds.map((ground) => [text, ground])),
  ...['accent', 'success', 'warning', 'danger'].flatMap((tone) => [
    [`${tone}-text`, `${tone}-soft`],
    [`${tone}-text`, 'surface'],
    [`${tone}-text`, 'sunken'],
    ['ink-muted', `${tone}-soft`],
  ]),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['danger-ink', 'danger'],
  ['danger-ink', 'danger-hover'],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(pairs)('%s can be read on %s (WCAG AA)', (text, ground) => {
    expect(contrast(colour(text as string, theme), colour(ground as string, theme))).toBeGreaterThanOrEqual(
      4.5,
    );
  });
});
