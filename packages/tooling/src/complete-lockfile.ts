import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { completeLockfile, type Lockfile } from './lockfile/complete.ts';

const path = resolve(import.meta.dirname, '../../../package-lock.json');
const lockfile = JSON.parse(readFileSync(path, 'utf8')) as Lockfile;
const added = completeLockfile(lockfile);
writeFileSync(path, `${JSON.stringify(lockfile, null, 2)}\n`);
console.log(added.length === 0 ? 'The lockfile is complete.' : `Added:\n  ${added.join('\n  ')}`);
