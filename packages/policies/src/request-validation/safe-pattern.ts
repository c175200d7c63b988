/** A pattern of a description that is known not to take long. */
export interface SafePattern {
  test(text: string): boolean;
  /** How many steps a text of this length may take at worst, roughly. */
  cost(length: number): number;
}

/**
 * Reads a regular expression that someone else wrote. Null when it is none, or when backtracking could make it take
 * long: quantifiers within quantified groups, back references, looking around. The rest takes at most as many steps as
 * the length to the power of its unbounded quantifiers, and one more where it may begin anywhere.
 */
export function safePattern(source: string): SafePattern | null {
  const shape = source.replace(/\\[^1-9k]/g, 'x').replace(/\[(?:\\.|[^\]\\])*\]/g, 'x');
  if (source.length > 1000 || /\\[1-9k]|\(\?(?!:)/.test(shape)) return null;
  if (hasNestedQuantifier(shape)) return null;
  const unbounded = shape.match(/[*+]|\{\d*,\}/g)?.length ?? 0;
  const bounded = shape.match(/\{\d+,\d+\}|\?/g)?.length ?? 0;
  const isAnchored = shape.startsWith('^') && !shape.includes('|');
  const power = unbounded + (isAnchored ? 0 : 1);
  if (power > 6 || bounded > 30) return null;
  try {
    const expression = new RegExp(source, 'u');
    return {
      test: (text) => expression.test(text),
      cost: (length) => Math.max(1, bounded) * length ** Math.max(1, power),
    };
  } catch {
    return null;
  }
}

// A group that is repeated may hold neither repetition nor alternatives.
function hasNestedQuantifier(shape: string): boolean {
  const groups: { isRisky: boolean }[] = [];
  for (let i = 0; i < shape.length; i++) {
    const letter = shape[i] as string;
    const top = groups.at(-1);
    if (letter === '(') groups.push({ isRisky: false });
    else if (letter === ')') {
      const isRepeated = /^(?:[*+]|\{\d*,?\d*\})/.test(shape.slice(i + 1, i + 20));
      const closed = groups.pop();
      if (closed?.isRisky && isRepeated) return true;
      const outer = groups.at(-1);
      if (outer && (closed?.isRisky || isRepeated)) outer.isRisky = true;
    } else if (top && /[*+{|?]/.test(letter)) top.isRisky = true;
  }
  return false;
}
