import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');

type Service = {
  image?: string;
  build?: { dockerfile: string };
  environment?: Record<string, string | null>;
};
const text = read('docker-compose.yml');
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };

test('every process of the product and every store is a service', () => {
  expect(Object.keys(services).sort()).toEqual(
    ['api', 'clickhouse', 'console', 'gateway', 'migrate', 'portal', 'postgres', 'redis', 'worker'].sort(),
  );
});

test('every Dockerfile exists, and copies and runs only paths that do', () => {
  for (const { build } of Object.values(services)) {
    if (!build) continue;
    const dockerfile = read(build.dockerfile);
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(\S+) /gm)].map(([, path]) => path as string);
    const run = [...dockerfile.matchAll(/"((?:apps|infra)\/[^"]+\.ts)"/g)].map(([, path]) => path as string);
    for (const path of [...copied, ...run])
      expect(existsSync(`${root}${path}`), `${build.dockerfile}: ${path}`).toBe(true);
  }
});

test('every variable that must be set in .env is in .env.example', () => {
  const example = read('.env.example');
  const required = [...text.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name as string);
  for (const name of new Set(required)) expect(example, name).toMatch(new RegExp(`^${name}=`, 'm'));
});

test('only the migration job may change tables, and the gateway has no way to Postgres', () => {
  const owners = Object.entries(services).filter(
    ([, { environment }]) => environment?.MIGRATION_DATABASE_URL,
  );
  expect(owners.map(([name]) => name)).toEqual(['migrate']);
  expect(services.gateway?.environment).not.toHaveProperty('DATABASE_URL');
  expect(services.gateway?.environment?.CLICKHOUSE_URL).toBeTruthy();
});
