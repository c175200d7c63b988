import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { METRICS, type MetricDefinition } from './metric-definitions.ts';

const folder = fileURLToPath(new URL('../../../../infra/grafana/', import.meta.url));
const read = (path: string) => readFileSync(`${folder}${path}`, 'utf8');

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string; refId: string }[];
}
interface Dashboard {
  uid: string;
  title: string;
  panels: Panel[];
}

/** Names a scrape shows, with the labels of each. */
const exposed = new Map<string, readonly string[]>(
  Object.values(METRICS).flatMap(
    ({ name, type, labels }: MetricDefinition): [string, readonly string[]][] => {
      if (type === 'counter') return [[`${name}_total`, labels]];
      if (type === 'gauge') return [[name, labels]];
      return ['_bucket', '_sum', '_count'].map((ending) => [name + ending, [...labels, 'le']]);
    },
  ),
);
const namesIn = (text: string) => text.match(/tollgate_[a-z_]+/g) ?? [];
const OF_PROMETHEUS = ['instance', 'job'];

function checkExpression(expression: string) {
  const names = namesIn(expression);
  expect(names.length, expression).toBeGreaterThan(0);
  for (const name of names) expect([...exposed.keys()], expression).toContain(name);
  const known = [...OF_PROMETHEUS, ...names.flatMap((name) => exposed.get(name) ?? [])];
  const grouped = [...expression.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/));
  const selected = [...expression.matchAll(/[{,]\s*([a-z_]+)[!=]~?"/g)].map(([, name = '']) => name);
  for (const label of [...grouped, ...selected]) expect(known, expression).toContain(label);
}

describe.each(readdirSync(`${folder}dashboards`))('dashboard %s', (file) => {
  const dashboard = JSON.parse(read(`dashboards/${file}`)) as Dashboard;
  const panels = dashboard.panels.filter(({ type }) => type !== 'row');

  test('asks only for metrics and labels that a gateway exposes', () => {
    for (const { targets = [] } of panels) for (const { expr } of targets) checkExpression(expr);
  });

  test('has panels with a title each, that do not lie upon each other', () => {
    expect(dashboard.uid && dashboard.title).toBeTruthy();
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    const cells = new Set<string>();
    for (const { title, gridPos } of dashboard.panels) {
      expect(title).not.toBe('');
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(cells.has(`${x} ${y}`), title).toBe(false);
          cells.add(`${x} ${y}`);
        }
      }
    }
  });
});

test('every metric is on a dashboard', () => {
  const shown = new Set(
    readdirSync(`${folder}dashboards`).flatMap((file) => namesIn(read(`dashboards/${file}`))),
  );
  const missing = [...exposed.keys()].filter((name) => !/_(sum|count)$/.test(name) && !shown.has(name));
  expect(missing).toEqual(['tollgate_gateway_spool_segments', 'tollgate_gateway_shipped_segments_total']);
});

test('alerts ask only for metrics and labels that a gateway exposes', () => {
  const expressions = [...read('alerts.yml').matchAll(/^ +expr: (.+)$/gm)].map(([, text]) => text as string);
  expect(expressions.length).toBeGreaterThan(5);
  expressions.forEach(checkExpression);
});

test('the page on observability names every metric', () => {
  const page = readFileSync(new URL('../../../../docs/observability.md', import.meta.url), 'utf8');
  const written = new Set<string>();
  for (const line of page.split('\n')) {
    const [first, ...rest] = [...line.matchAll(/`((?:tollgate_gateway|…)_[a-z_]+)`/g)].map(
      ([, name]) => name as string,
    );
    if (!first) continue;
    written.add(first);
    const stem = first.replace(/_(runs_total|segments_total|segments|change)$/, '');
    for (const name of rest) written.add(name.replace('…', stem));
  }
  for (const { name, type } of Object.values(METRICS) as MetricDefinition[]) {
    expect([...written]).toContain(type === 'counter' ? `${name}_total` : name);
  }
});
