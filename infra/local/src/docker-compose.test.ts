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
  profiles?: string[];
  ports?: string[];
  volumes?: string[];
};
const text = read('docker-compose.yml');
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };

test('every process of the product and every store is a service', () => {
  const always = Object.entries(services).filter(([, { profiles }]) => profiles === undefined);
  expect(always.map(([name]) => name).sort()).toEqual(
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

test('what watches comes by a profile, answers this machine alone, and mounts only what exists', () => {
  const watching = Object.entries(services).filter(([, { profiles }]) => profiles?.includes('observability'));
  expect(watching.map(([name]) => name)).toEqual(['prometheus', 'grafana']);
  for (const [name, { ports = [], volumes = [] }] of watching) {
    for (const port of ports) expect(port, name).toMatch(/^127\.0\.0\.1:/);
    for (const volume of volumes.filter((each) => each.startsWith('./'))) {
      expect(existsSync(`${root}${volume.split(':', 1)[0]}`), volume).toBe(true);
    }
  }
});

test('Prometheus looks for gateways where their admin port is', () => {
  const { scrape_configs } = parse(read('infra/grafana/prometheus.yml')) as {
    scrape_configs: { dns_sd_configs: { names: string[]; port: number }[] }[];
  };
  const [found] = scrape_configs.flatMap(({ dns_sd_configs }) => dns_sd_configs);
  expect(services).toHaveProperty(found?.names[0] as string);
  const port = Number(/ENV PORT=(\d+)/.exec(read('infra/docker/gateway.Dockerfile'))?.[1]);
  expect(found?.port).toBe(port + 1);
});

test('alert rules and what Grafana is provisioned with are well-formed', () => {
  const { groups } = parse(read('infra/grafana/alerts.yml')) as {
    groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  for (const { expr, annotations } of rules) expect(expr && annotations.summary).toBeTruthy();
  const sources = parse(read('infra/grafana/provisioning/datasources/prometheus.yml')) as {
    datasources: { url: string }[];
  };
  expect(services).toHaveProperty(new URL(sources.datasources[0]?.url as string).hostname);
});
