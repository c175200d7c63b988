import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: { classGroups: { 'font-size': [{ text: ['2xs', 'ui'] }] } },
});

/** Joins class names; where two Tailwind classes contradict each other the later one wins. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values));
}
