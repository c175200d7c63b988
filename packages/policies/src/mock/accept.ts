interface Range {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
}

const MOST_RANGES = 50;
const RANGE = /^\s*([^\s/;]+)\/([^\s/;]+)\s*((?:;.*)?)$/s;
const QUALITY = /;\s*q\s*=\s*([\d.]{1,10})/i;

/** How much each media type is wanted by `Accept` (RFC 9110, 12.5.1): 0 is not at all. */
export function createAcceptance(values: readonly string[]): (mediaType: string) => number {
  const ranges = values.join(',').split(',', MOST_RANGES).flatMap(readRange);
  return (mediaType) => (ranges.length === 0 ? 1 : qualityOf(ranges, mediaType));
}

function readRange(text: string): Range[] {
  const [, type = '', subtype = '', parameters = ''] = RANGE.exec(text) ?? [];
  if (type === '') return [];
  const quality = Number(QUALITY.exec(parameters)?.[1] ?? 1);
  const isQuality = quality >= 0 && quality <= 1;
  return [{ type: type.toLowerCase(), subtype: subtype.toLowerCase(), quality: isQuality ? quality : 1 }];
}

function qualityOf(ranges: readonly Range[], mediaType: string): number {
  const [type = '', subtype = ''] = (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase().split('/');
  let quality = 0;
  let known = 0;
  for (const range of ranges) {
    const closeness = closenessOf(range, type, subtype);
    if (closeness === 0 || closeness < known) continue;
    quality = closeness > known ? range.quality : Math.max(quality, range.quality);
    known = closeness;
  }
  return quality;
}

// The closest range decides: a type itself, then all of its kind, then anything.
function closenessOf(range: Range, type: string, subtype: string): number {
  if (range.type === type && range.subtype === subtype) return 3;
  if (range.type === type && range.subtype === '*') return 2;
  return range.type === '*' && range.subtype === '*' ? 1 : 0;
}
