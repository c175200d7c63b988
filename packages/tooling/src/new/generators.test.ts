import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeProject } from '../project.ts';
import { runCommand } from '../run-command.ts';
import { policyFolders } from '../tidy/policy-folders.ts';
import { verbs } from '../tidy/verbs.ts';
import { writeGenerated } from './generate.ts';
import { newPolicy } from './policy.ts';
import { newVerb } from './verb.ts';

const root = resolve(import.meta.dirname, '../../../..');
let folder: string;
let paths: string[];

/** Runs a program of npm in the folder; what it printed is in the failure when it ends badly. */
async function run(program: string, ...args: string[]): Promise<string> {
  const path = join(root, 'node_modules', program);
  const { exitCode, output, errorOutput } = await runCommand(process.execPath, [path, ...args], {
    cwd: folder,
  });
  expect(exitCode, output + errorOutput).toBe(0);
  return output;
}

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tollgate-new-')));
  for (const name of ['policies', 'services', 'contract']) {
    cpSync(join(root, 'packages', name), join(folder, 'packages', name), {
      recursive: true,
      filter: (path) => !path.endsWith('.test.ts') && !path.endsWith('node_modules'),
    });
    const dependencies = join(root, 'packages', name, 'node_modules');
    if (existsSync(dependencies)) symlinkSync(dependencies, join(folder, 'packages', name, 'node_modules'));
  }
  cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  paths = [
    ...writeGenerated(folder, newPolicy('shop-header')),
    ...writeGenerated(folder, newVerb('gadgets', 'archive')),
    ...writeGenerated(folder, newVerb('keys', 'archive-api-key')),
  ].filter((path) => path.endsWith('.ts'));
  await run('@biomejs/biome/bin/biome', 'check', '--vcs-enabled=false', '--write', ...paths);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what the generators write', () => {
  test('passes format and lint', async () => {
    await run('@biomejs/biome/bin/biome', 'check', '--vcs-enabled=false', '--error-on-warnings', ...paths);
  }, 60_000);

  test('passes the types', async () => {
    const config = {
      extends: './tsconfig.base.json',
      compilerOptions: { paths: { '@tollgate/contract/*': ['./packages/contract/src/*.ts'] } },
      include: paths,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    await run('typescript/bin/tsc', '-p', '.');
  }, 60_000);

  test('passes the tests it brings', async () => {
    const output = await run('vitest/vitest.mjs', 'run', 'packages/policies');
    expect(output).toMatch(/3 passed/);
  }, 60_000);
});

describe('newPolicy', () => {
  test('makes a folder that is complete and registered', () => {
    const { files, edits } = newPolicy('shop-header');
    const registries = Object.entries(edits).map(([path, edit]) => [path, edit('};')] as const);
    expect(policyFolders.find(fakeProject({ ...files, ...Object.fromEntries(registries) }))).toEqual([]);
  });

  test('refuses a name that is not kebab-case', () => {
    expect(() => newPolicy('ShopHeader')).toThrow('kebab-case');
  });

  test('overwrites nothing', () => {
    expect(() => writeGenerated(root, newPolicy('cors'))).toThrow('exists already');
  });
});

describe('newVerb', () => {
  test('makes a verb with role check, tenant transaction and record', () => {
    expect(verbs.find(fakeProject(newVerb('keys', 'archive').files))).toEqual([]);
  });

  test('refuses a verb that only reads', () => {
    expect(() => newVerb('keys', 'list')).toThrow('changes nothing');
  });

  test('names the verb after the entity when only the verb is given', () => {
    expect(Object.keys(newVerb('policies', 'archive').files)).toContain(
      'packages/services/src/policies/archive-policy.ts',
    );
  });
});
