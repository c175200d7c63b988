/** Most times are shorter than this many hundredths of a millisecond; to write a fraction anew takes long. */
const MOST_KEPT = 10_000;
const kept = new Array<string | undefined>(MOST_KEPT).fill(undefined);

/** The value of `Server-Timing`: how long the gateway took of the whole, and how long the upstream. */
export function serverTiming(wholeMs: number, upstreamMs: number): string {
  return `gw;dur=${hundredths(wholeMs - upstreamMs)}, up;dur=${hundredths(upstreamMs)}`;
}

function hundredths(ms: number): string {
  const count = Math.round(ms * 100);
  if (count < 0 || count >= MOST_KEPT) return String(count / 100);
  let text = kept[count];
  if (text === undefined) {
    text = String(count / 100);
    kept[count] = text;
  }
  return text;
}
