import { expect, test } from 'vitest';
import { exposeMetrics } from './exposition.ts';
import { BUCKET_SECONDS, METRICS, type Sample } from './metric-definitions.ts';
import { TrafficCounts } from './traffic-counts.ts';

const OPEN = 'application/openmetrics-text;version=1.0.0,text/plain;q=0.5';
const ENDINGS: Record<string, readonly string[]> = {
  counter: ['_total'],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count'],
};
const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+)\})? (\S+)$/;

function trafficSamples(): Sample[] {
  const traffic = new TrafficCounts(10);
  const startedAt = performance.now() - 2;
  traffic.onStart();
  traffic.onStart();
  traffic.onEnd({
    tenant: 'atlas',
    status: 200,
    problem: '',
    startedAt,
    forwardedAt: startedAt + 1,
    attempts: 3,
  });
  traffic.onEnd({
    tenant: null,
    status: 404,
    problem: 'route_not_found',
    startedAt,
    forwardedAt: 0,
    attempts: 0,
  });
  return traffic.samples();
}

/** Reads an exposition as strictly as the format is written, and answers its samples. */
function read(body: string, isOpen: boolean): Map<string, number> {
  const samples = new Map<string, number>();
  let family = '';
  let type = '';
  expect(body.endsWith('\n')).toBe(true);
  for (const line of body.slice(0, -1).split('\n')) {
    if (line === '# EOF' || line.startsWith('# UNIT ')) continue;
    if (line.startsWith('# HELP ')) {
      family = line.split(' ')[2] as string;
      continue;
    }
    if (line.startsWith('# TYPE ')) {
      expect(line.split(' ')[2]).toBe(family);
      type = line.split(' ')[3] as string;
      continue;
    }
    const [, name = '', labels = '', value = ''] = LINE.exec(line) ?? [];
    const base = type === 'counter' && !isOpen ? family.replace(/_total$/, '') : family;
    expect(
      (ENDINGS[type] ?? []).map((ending) => base + ending),
      line,
    ).toContain(name);
    expect(Number.isFinite(Number(value)), line).toBe(true);
    expect(samples.has(`${name}{${labels}}`), `${line} is there twice`).toBe(false);
    samples.set(`${name}{${labels}}`, Number(value));
  }
  return samples;
}

test('a scrape reads as the text format has it, each family described before its samples', () => {
  const { contentType, body } = exposeMetrics(trafficSamples(), '*/*');
  expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
  const samples = read(body, false);
  expect(samples.get('tollgate_gateway_requests_total{tenant="atlas",status="2xx"}')).toBe(1);
  expect(samples.get('tollgate_gateway_problems_total{code="route_not_found"}')).toBe(1);
  expect(samples.get('tollgate_gateway_requests_in_flight{}')).toBe(0);
  expect(samples.get('tollgate_gateway_upstream_retries_total{}')).toBe(2);
});

test('OpenMetrics is answered to who asks for it, with its counters, units and end', () => {
  const { contentType, body } = exposeMetrics(trafficSamples(), OPEN);
  expect(contentType).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
  read(body, true);
  expect(body).toContain('# TYPE tollgate_gateway_requests counter\n');
  expect(body).toContain('# UNIT tollgate_gateway_overhead_seconds seconds\n');
  expect(body.endsWith('\n# EOF\n')).toBe(true);
});

test('buckets are cumulative, end in +Inf, and their last is the count', () => {
  const samples = read(exposeMetrics(trafficSamples(), '').body, false);
  const name = 'tollgate_gateway_request_duration_seconds';
  const counts = BUCKET_SECONDS.map(
    (seconds) =>
      samples.get(`${name}_bucket{le="${Number.isInteger(seconds) ? `${seconds}.0` : seconds}"}`) as number,
  );
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(counts.at(-1)).toBe(2);
  expect(samples.get(`${name}_bucket{le="+Inf"}`)).toBe(2);
  expect(samples.get(`${name}_count{}`)).toBe(2);
});

test('a label cannot break out of its quotes', () => {
  const { body } = exposeMetrics([{ id: 'policyRuns', labels: ['a"} 1\nb\\'], value: 1 }], '');
  expect(body.split('\n')[2]).toBe('tollgate_gateway_policy_runs_total{policy="a\\"} 1\\nb\\\\"} 1');
});

test('units stand last in names, and each metric has a sentence', () => {
  for (const metric of Object.values(METRICS)) {
    expect(metric.help).toMatch(/\.$/);
    if ('unit' in metric && metric.unit) expect(metric.name.endsWith(metric.unit)).toBe(true);
    expect(metric.name).not.toMatch(/_total$/);
  }
});
