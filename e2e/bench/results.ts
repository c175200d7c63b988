/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Requests a second of each contestant, a column a round, the median last. */
export function formatRounds(contestants: Record<string, readonly number[]>): string {
  const rows = Object.entries(contestants).map(([name, rounds]) => [
    name.padEnd(26),
    ...[...rounds, median(rounds)].map((rate) => Math.round(rate).toString().padStart(9)),
  ]);
  const rounds = Object.values(contestants)[0]?.length ?? 0;
  const head = ['requests a second'.padEnd(26)];
  for (let round = 1; round <= rounds; round++) head.push(`round ${round}`.padStart(9));
  head.push('median'.padStart(9));
  return [head, ...rows].map((cells) => cells.join('')).join('\n');
}
