/** The value of `Server-Timing`: how long the gateway took of the whole, and how long the upstream. */
export function serverTiming(wholeMs: number, upstreamMs: number): string {
  return `gw;dur=${hundredths(wholeMs - upstreamMs)}, up;dur=${hundredths(upstreamMs)}`;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
