import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What wrk is to send. */
export interface Load {
  program: string;
  folder: string;
  url: string;
  headers: Record<string, string>;
  seconds: number;
  connections: number;
  /** As many as it can when undefined. */
  requestsPerSecond: number | undefined;
}

export interface WrkResult {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** Runs wrk; throws when any answer was not 2xx or a socket failed. */
export async function runWrk(load: Load): Promise<WrkResult> {
  const script = join(load.folder, 'load.lua');
  writeFileSync(script, luaScript(load));
  const { stdout } = await promisify(execFile)(load.program, [
    '-t1',
    `-c${load.connections}`,
    `-d${load.seconds}s`,
    '--latency',
    '-s',
    script,
    load.url,
  ]);
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(`Not every answer was good:\n${stdout}`);
  return {
    requestsPerSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    p50Ms: toMs(/50%\s+([\d.]+)(us|ms|s)/.exec(stdout)),
    p99Ms: toMs(/99%\s+([\d.]+)(us|ms|s)/.exec(stdout)),
  };
}

// With a rate, each connection rests so long between its requests that all together come to it.
function luaScript({ headers, connections, requestsPerSecond }: Load): string {
  const lines = Object.entries(headers).map(([name, value]) => `wrk.headers["${name}"] = "${value}"`);
  if (requestsPerSecond !== undefined) {
    const restMs = (connections / requestsPerSecond) * 1000;
    lines.push(`function delay() return math.floor(${(2 * restMs).toFixed(2)} * math.random() + 0.5) end`);
  }
  return lines.join('\n');
}

function toMs(found: RegExpExecArray | null): number {
  if (!found) throw new Error('wrk printed no latencies');
  const factor = { us: 0.001, ms: 1, s: 1000 }[found[2] as 'us' | 'ms' | 's'];
  return Number(found[1]) * factor;
}
