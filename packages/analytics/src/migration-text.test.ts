import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { migrationStatements } from './migration-text.ts';

const DIR = new URL('../../../migrations/clickhouse/', import.meta.url);
const texts = readdirSync(DIR).map((name) => readFileSync(new URL(name, DIR), 'utf8'));

it('makes plain tables on a single server, and none of the cluster’s', () => {
  const sql = texts.flatMap((text) => migrationStatements(text, {})).join('\n');
  expect(sql).toContain('ENGINE = MergeTree\n');
  expect(sql).toContain('ENGINE = AggregatingMergeTree\n');
  expect(sql).not.toMatch(/ON CLUSTER|Replicated|Distributed|_local|[^_]replicated_dedup/);
  expect(sql).not.toMatch(/\{\w+(:\w+)?\}/);
});

it('makes replicated tables and a distributed one over each on a cluster', () => {
  const statements = texts.flatMap((text) => migrationStatements(text, { cluster: 'main' }));
  expect(statements.every((statement) => statement.includes('ON CLUSTER main'))).toBe(true);
  const tables = (pattern: RegExp) =>
    statements.flatMap((statement) => pattern.exec(statement)?.[1] ?? []).sort();
  const local = tables(/^CREATE TABLE IF NOT EXISTS (\w+)_local [\s\S]*ENGINE = Replicated\w*MergeTree\n/);
  expect(local).toEqual([
    'key_last_used',
    'usage_by_day',
    'usage_by_hour',
    'usage_by_minute',
    'usage_events',
  ]);
  expect(tables(/^CREATE TABLE IF NOT EXISTS (\w+) [\s\S]*ENGINE = Distributed\(main, /)).toEqual(local);
});

it('cuts statements only where a line ends', () => {
  expect(migrationStatements("SELECT ';'; -- one\nSELECT 2;\n", {})).toEqual([
    "SELECT ';'; -- one\nSELECT 2",
  ]);
  expect(migrationStatements('SELECT 1;\n-- note;\nSELECT 2;\n', {})).toEqual(['SELECT 1', 'SELECT 2']);
});

it('refuses placeholders it does not know and cluster names that are SQL', () => {
  expect(() => migrationStatements('SELECT {nothing};', {})).toThrow('unknown placeholder {nothing}');
  expect(() => migrationStatements('SELECT 1;', { cluster: "a' b" })).toThrow(
    'not the name of a ClickHouse cluster',
  );
});
