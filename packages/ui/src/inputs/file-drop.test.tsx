import { describe, expect, test } from 'vitest';
import { refusalOf } from './file-drop.tsx';

describe('a dropped file', () => {
  test('of another kind is refused by name', () => {
    expect(refusalOf(new File(['x'], 'a.exe'), '.json,.yaml')).toBe('a.exe is not one of .json, .yaml.');
  });

  test('that is too large is refused with both sizes', () => {
    expect(refusalOf(new File(['12345'], 'A.JSON'), '.json', 4)).toBe(
      'A.JSON has 5 B; at most 4 B are taken.',
    );
  });

  test('that fits is taken', () => {
    expect(refusalOf(new File(['1234'], 'a.yaml'), '.json,.yaml', 4)).toBeUndefined();
  });
});
