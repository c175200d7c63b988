import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Sparkline, sparklinePath } from './sparkline.tsx';
import { usageTone } from './usage-bar.tsx';

describe('a sparkline', () => {
  test('runs from the first value to the last, the largest on top', () => {
    expect(sparklinePath([0, 5, 10])).toBe('M0,26.5L50,14L100,1.5');
  });

  test('of equal values, of one and of none is drawn without failing', () => {
    expect(sparklinePath([0, 0])).toBe('M0,26.5L100,26.5');
    expect(sparklinePath([4])).toBe('');
    expect(renderToStaticMarkup(<Sparkline label="Nothing" values={[]} />)).toContain('aria-label="Nothing"');
  });
});

test('a limit turns amber at 80 % and red when it is reached', () => {
  expect([0, 0.79, 0.8, 0.999, 1, 3].map(usageTone)).toEqual([
    'accent',
    'accent',
    'warning',
    'warning',
    'danger',
    'danger',
  ]);
});
