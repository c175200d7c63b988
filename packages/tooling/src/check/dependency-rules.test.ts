import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../../..');

/** What each file imports, and the rule that must refuse it; without a rule it must pass. */
const imports: [from: string, specifier: string, rule?: string][] = [
  ['packages/domain/src/ids.ts', 'zod'],
  ['packages/domain/src/secrets.ts', 'node:crypto'],
  ['packages/domain/src/files.ts', 'node:fs', 'domain-imports-zod-only'],
  ['packages/domain/src/react.ts', 'react', 'domain-imports-zod-only'],
  ['packages/services/src/keys/create-key.ts', '@tollgate/db/db'],
  ['packages/ui/src/button.tsx', '@tollgate/domain/ids', 'packages-ui-imports-only-its-own'],
  ['packages/web/src/actions.ts', '@tollgate/services/keys/create-key'],
  ['packages/web/src/rows.ts', '@tollgate/db/db', 'packages-web-imports-only-its-own'],
  ['packages/openapi/src/parse.ts', '@tollgate/db/db', 'packages-openapi-imports-only-its-own'],
  ['apps/gateway/src/main.ts', '@tollgate/services/keys/create-key', 'apps-gateway-imports-only-its-own'],
  ['apps/gateway/src/feed.ts', 'pg', 'gateway-knows-postgres-only-through-the-feed'],
  ['apps/gateway/src/ids.ts', '@tollgate/domain/ids'],
  ['apps/console/app/page.tsx', '../features/keys/index.ts'],
  ['apps/console/app/layout.tsx', '../features/keys/key-table.ts', 'app-routes-through-the-index'],
  ['apps/console/features/keys/index.ts', './key-table.ts'],
  ['apps/console/features/keys/key-table.ts', '../plans/index.ts'],
  ['apps/console/features/plans/index.ts', './plan-table.ts'],
  ['apps/console/features/plans/plan-table.ts', 'zod'],
  ['apps/console/features/apis/index.ts', '../plans/plan-table.ts', 'feature-through-its-index'],
  ['apps/console/server/session.ts', '@tollgate/db/db', 'apps-console-imports-only-its-own'],
  ['apps/portal/server/rows.ts', 'drizzle-orm', 'screens-know-no-store'],
  ['apps/portal/server/session.ts', '../../console/server/session.ts', 'no-app-imports-an-app'],
  ['packages/policies/src/cors/handler.ts', '../api-key/handler.ts', 'policy-knows-no-policy'],
  ['packages/policies/src/api-key/handler.ts', './schema.ts'],
  ['packages/policies/src/api-key/schema.ts', 'node:net', 'policy-schema-is-isomorphic'],
  ['apps/worker/src/jobs/rate/job.ts', '../mail/job.ts', 'job-knows-no-job'],
  ['apps/worker/src/jobs/mail/job.ts', 'zod'],
  ['packages/services/src/keys/seed.ts', '@tollgate/testkit/clock', 'testkit-only-from-tests'],
  ['packages/services/src/keys/a.test.ts', '@tollgate/testkit/clock'],
  ['packages/testkit/src/clock.ts', 'zod'],
  ['packages/db/src/db.ts', 'drizzle-orm'],
  ['packages/counters/src/a.ts', './b.ts', 'no-cycle'],
  // A cycle is reported once, at the file where it was met first.
  ['packages/counters/src/b.ts', './a.ts'],
  ['packages/contract/src/keys.ts', './gone.ts', 'nothing-unresolvable'],
  ['packages/contract/src/unused.ts', 'zod', 'every-source-is-reached'],
];

let folder: string;
let refused: Map<string, string[]>;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tollgate-rules-')));
  for (const [path, specifier] of imports) write(path, `import type {} from '${specifier}';\n`);
  for (const name of ['zod', 'react', 'pg', 'drizzle-orm']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  for (const name of ['domain', 'db', 'services', 'testkit']) linkPackage(name);
  refused = await cruise();
}, 30_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const [path, specifier, rule] of imports) {
  test(`${path} ${rule ? 'may not' : 'may'} import ${specifier}`, () => {
    const rules = (refused.get(path) ?? []).filter((name) => name !== 'every-source-is-reached');
    if (rule === undefined) expect(rules).toEqual([]);
    else expect(refused.get(path)).toContain(rule);
  });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function linkPackage(name: string): void {
  const manifest = { name: `@tollgate/${name}`, type: 'module', exports: { './*': './src/*.ts' } };
  write(`packages/${name}/package.json`, JSON.stringify(manifest));
  mkdirSync(join(folder, 'node_modules/@tollgate'), { recursive: true });
  symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules/@tollgate', name));
}

type Report = { summary: { violations: { from: string; rule: { name: string } }[] } };

async function cruise(): Promise<Map<string, string[]>> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const config = join(root, '.dependency-cruiser.cjs');
  const args = [program, '--config', config, '--output-type', 'json', 'apps', 'packages'];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  });
  const rules = new Map<string, string[]>();
  for (const { from, rule } of (JSON.parse(stdout) as Report).summary.violations) {
    rules.set(from, [...(rules.get(from) ?? []), rule.name]);
  }
  return rules;
}
