import type { RequestHead } from '../http/exchange.ts';

/** One media type of an Accept header; names and type in lower case. */
export interface MediaRange {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

const MAX_RANGES = 50;

/** What a request accepts, the best first; what has a quality of 0 is not accepted. */
export function mediaRanges({ lines }: RequestHead): MediaRange[] {
  return lines
    .values('accept')
    .flatMap((line) => line.split(','))
    .slice(0, MAX_RANGES)
    .map(readRange)
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
}

function readRange(text: string): MediaRange {
  const [type = '', ...rest] = text.split(';');
  const parameters = new Map<string, string>();
  for (const part of rest) {
    const at = part.indexOf('=');
    if (at === -1) continue;
    const value = part.slice(at + 1).trim();
    parameters.set(part.slice(0, at).trim().toLowerCase(), /^".*"$/.test(value) ? value.slice(1, -1) : value);
  }
  const quality = Number(parameters.get('q') ?? 1);
  return { type: type.trim().toLowerCase(), parameters, quality: Number.isNaN(quality) ? 0 : quality };
}
