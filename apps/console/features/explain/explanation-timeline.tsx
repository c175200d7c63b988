import type { ExplainedStep } from '@tollgate/domain/explain/explanation';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { formatNumber } from '@tollgate/ui/data/format';
import type { Tone } from '@tollgate/ui/tone';

const STEPS: Record<ExplainedStep['step'], string> = {
  route: 'Route',
  access: 'Access policy',
  authenticate: 'Authentication',
  subscription: 'Subscription',
  limits: 'Limits and quota',
  request: 'Request policy',
  upstream: 'Upstream',
  response: 'Response policy',
  account: 'Usage',
};
const TONES: Record<ExplainedStep['outcome'], Tone> = {
  passed: 'success',
  reported: 'warning',
  answered: 'accent',
  refused: 'danger',
  failed: 'danger',
};
/** Of a thousand; a step too short to be seen is drawn this wide. */
const LEAST_WIDTH = 6;

/** The steps of a request, each with what it decided and when it ran. */
export function ExplanationTimeline({ steps, durationUs }: { steps: ExplainedStep[]; durationUs: number }) {
  const wholeUs = Math.max(durationUs, ...steps.map(({ atUs, tookUs }) => atUs + tookUs), 1);
  return (
    <ol className="divide-y divide-line">
      {steps.map((step) => (
        <li
          key={`${step.step} ${step.name} ${step.atUs}`}
          className="grid gap-x-4 gap-y-1.5 py-3 first:pt-0 last:pb-0 sm:grid-cols-[11rem_1fr_6rem]"
        >
          <div className="min-w-0">
            <p className="font-medium text-ui">{STEPS[step.step]}</p>
            <StatusBadge tone={TONES[step.outcome]}>{step.outcome}</StatusBadge>
          </div>
          <div className="flex min-w-0 flex-col gap-1.5">
            {step.name ? <code className="break-all font-mono text-xs">{step.name}</code> : null}
            {step.detail ? <p className="break-words text-ink-muted text-ui">{step.detail}</p> : null}
            <Bar step={step} wholeUs={wholeUs} />
            <Counters counters={step.counters ?? []} />
          </div>
          <p className="text-ui tabular-nums sm:text-right">{microseconds(step.tookUs)}</p>
        </li>
      ))}
    </ol>
  );
}

function Bar({ step, wholeUs }: { step: ExplainedStep; wholeUs: number }) {
  const width = Math.max(LEAST_WIDTH, (step.tookUs / wholeUs) * 1000);
  const x = Math.min((step.atUs / wholeUs) * 1000, 1000 - width);
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 1000 8"
      preserveAspectRatio="none"
      className="block h-1.5 w-full rounded-full bg-sunken"
    >
      <rect x={x} width={width} height="8" fill="currentColor" className="text-accent" />
    </svg>
  );
}

function Counters({ counters }: { counters: NonNullable<ExplainedStep['counters']> }) {
  if (counters.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5 text-ui">
      {counters.map(({ name, limit, windowSeconds, before, after }) => (
        <li key={name} className="tabular-nums">
          <code className="font-mono text-xs">{name}</code>: {formatNumber(before)} left before,{' '}
          {formatNumber(after)} after, of {formatNumber(limit)} in {windowOf(windowSeconds)}
        </li>
      ))}
    </ul>
  );
}

function windowOf(seconds: number): string {
  if (seconds >= 86_400) return `${formatNumber(Math.round(seconds / 86_400))} days`;
  return seconds === 1 ? 'a second' : `${formatNumber(seconds)} s`;
}

function microseconds(us: number): string {
  return us < 1000 ? `${us} µs` : `${(us / 1000).toFixed(us < 10_000 ? 2 : 1)} ms`;
}
