/** Content codings that can be made here. */
export type Encoding = 'br' | 'gzip' | 'zstd';

/**
 * The coding to answer with: of those a caller takes with the highest weight the first of `offered` (RFC 9110, 12.5.3).
 * Null for the plain answer, also when that has a higher weight.
 */
export function chooseEncoding(lines: readonly string[], offered: readonly Encoding[]): Encoding | null {
  const weights = readWeights(lines);
  let best: Encoding | null = null;
  let bestWeight = weights.get('identity') ?? 0;
  for (const encoding of offered) {
    const weight = weights.get(encoding) ?? weights.get('*') ?? 0;
    if (weight > bestWeight || (best === null && weight > 0 && weight === bestWeight)) {
      best = encoding;
      bestWeight = weight;
    }
  }
  return best;
}

function readWeights(lines: readonly string[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const part of lines.join(',').split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    if (name === '') continue;
    const quality = parameters.find((text) => text.startsWith('q='))?.slice(2) ?? '1';
    const weight = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(quality) ? Number(quality) : 0;
    weights.set(name === 'x-gzip' ? 'gzip' : name, weight);
  }
  return weights;
}
