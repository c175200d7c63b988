import {
  BUCKET_SECONDS,
  METRICS,
  type MetricDefinition,
  type MetricId,
  type Sample,
} from './metric-definitions.ts';

const OPEN_METRICS = 'application/openmetrics-text';

/** A scrape's answer: OpenMetrics for who asks for it, else the text format of Prometheus. */
export function exposeMetrics(
  samples: readonly Sample[],
  accept: string,
): { contentType: string; body: string } {
  const isOpen = accept.includes(OPEN_METRICS);
  const lines: string[] = [];
  const byMetric = Map.groupBy(samples, ({ id }) => id);
  for (const id of Object.keys(METRICS) as MetricId[]) {
    const ofMetric = byMetric.get(id);
    if (ofMetric) lines.push(...describe(METRICS[id], isOpen), ...ofMetric.flatMap(linesOf));
  }
  if (isOpen) lines.push('# EOF');
  return {
    contentType: isOpen
      ? `${OPEN_METRICS}; version=1.0.0; charset=utf-8`
      : 'text/plain; version=0.0.4; charset=utf-8',
    body: lines.map((line) => `${line}\n`).join(''),
  };
}

// OpenMetrics names the family of a counter without its ending, the older format with it.
function describe({ name, type, help, unit }: MetricDefinition, isOpen: boolean): string[] {
  const family = type === 'counter' && !isOpen ? `${name}_total` : name;
  const lines = [`# HELP ${family} ${help}`, `# TYPE ${family} ${type}`];
  if (isOpen && unit) lines.push(`# UNIT ${family} ${unit}`);
  return lines;
}

function linesOf({ id, labels, value, buckets }: Sample): string[] {
  const { name, type, labels: names }: MetricDefinition = METRICS[id];
  const pairs = names.map((label, i) => `${label}="${escapeLabel(labels[i] ?? '')}"`);
  if (!buckets) return [line(type === 'counter' ? `${name}_total` : name, pairs, value)];
  let below = 0;
  const bucketLines = buckets.map((count, i) => {
    below += count;
    return line(`${name}_bucket`, [...pairs, `le="${bound(i)}"`], below);
  });
  return [...bucketLines, line(`${name}_sum`, pairs, value), line(`${name}_count`, pairs, below)];
}

function bound(bucket: number): string {
  const seconds = BUCKET_SECONDS[bucket];
  if (seconds === undefined) return '+Inf';
  return Number.isInteger(seconds) ? seconds.toFixed(1) : String(seconds);
}

function line(name: string, pairs: readonly string[], value: number): string {
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
