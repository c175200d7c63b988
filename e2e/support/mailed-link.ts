import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';

/** The link of the newest mail to somebody that only its recipient may read; without a mail server it is a file. */
export async function mailedLink(recipient: string): Promise<string> {
  const file = join(dirname(process.env.TOLLGATE_STACK ?? ''), 'mail', `${recipient}.txt`);
  await expect.poll(() => existsSync(file), { timeout: 15_000 }).toBe(true);
  const [link = ''] = /http\S+/.exec(readFileSync(file, 'utf8')) ?? [];
  return link;
}
