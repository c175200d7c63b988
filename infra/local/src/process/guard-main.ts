import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { endProcesses, type Ward } from './end-processes.ts';

/** A line that the process which starts everything writes to its guard. */
export type GuardMessage = { watch: Ward } | { forget: number } | { removeAtEnd: string };

// The guard outlives whoever started it, kill -9 included: its input then ends, and it ends the rest.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const wards = new Map<number, Ward>();
const files: string[] = [];

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const message = JSON.parse(line) as GuardMessage;
  if ('watch' in message) wards.set(message.watch.pid, message.watch);
  else if ('forget' in message) wards.delete(message.forget);
  else files.push(message.removeAtEnd);
});
lines.on('close', () => void endAll());

async function endAll(): Promise<void> {
  await endProcesses([...wards.values()]);
  for (const file of files) rmSync(file, { recursive: true, force: true });
  process.exit(0);
}
