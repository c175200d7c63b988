import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const SKIPPED = new Set(['node_modules', '.next', 'dist', 'coverage', 'next-env.d.ts']);
const CONCURRENT_READS = 32;

/** One hash over the contents of everything a Next app is built from: itself and the packages it uses. */
export async function sourceHash(root: string, app: string): Promise<string> {
  const folders = await usedFolders(root, join('apps', app));
  const files = [
    ...(await Promise.all(folders.map((folder) => listFiles(join(root, folder))))).flat(),
    join(root, 'package-lock.json'),
    join(root, 'tsconfig.base.json'),
  ].filter((file) => !/\.test\.tsx?$/.test(file));
  const digests: string[] = [];
  for (let at = 0; at < files.length; at += CONCURRENT_READS) {
    digests.push(...(await Promise.all(files.slice(at, at + CONCURRENT_READS).map(digestFile))));
  }
  const hash = createHash('sha256').update(process.version);
  for (const [index, digest] of digests.entries())
    hash.update(`${files[index]?.slice(root.length)}\n${digest}\n`);
  return hash.digest('hex');
}

/** A workspace and, in turn, every workspace it depends on, in the order of their names. */
async function usedFolders(root: string, folder: string, found = new Set<string>()): Promise<string[]> {
  if (found.has(folder)) return [];
  found.add(folder);
  const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const own = /^@tollgate\/(.+)$/.exec(name)?.[1];
    if (own) await usedFolders(root, join('packages', own), found);
  }
  return [...found].sort();
}

async function digestFile(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (SKIPPED.has(entry.name) || entry.name.endsWith('.tsbuildinfo')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await listFiles(path)));
    else if (entry.isFile()) found.push(path);
  }
  return found;
}
