import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoResult } from '@tollgate/services/demo/demo-result';
import type { LocalConfig } from '../config.ts';
import { publicUrls } from './environment.ts';

/** Where the description of a running stack is, for tests and tools. */
export function stackFile(dataDir: string): string {
  return join(dataDir, 'stack.json');
}

/** Writes the description at once, readable by its owner only since it holds a token and a key. */
export function writeStackFile(config: LocalConfig, { adminToken, demo }: DemoResult): void {
  const { console, portal, api, gateway } = publicUrls(config);
  const file = stackFile(config.dataDir);
  const aside = `${file}.new`;
  writeFileSync(aside, `${JSON.stringify({ console, portal, api, gateway, adminToken, demo }, null, 2)}\n`, {
    mode: 0o600,
  });
  renameSync(aside, file);
}

/** Removes the description of a stack that no longer runs. */
export function removeStackFile(dataDir: string): void {
  rmSync(stackFile(dataDir), { force: true });
}
