import { ArrowDownRight, ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { AppLink } from '../link.tsx';
import { type Tone, toneText } from '../tone.tsx';

/** Change against an earlier time. */
export type StatDelta = {
  /** Text such as `+12 %`. */
  label: string;
  direction: 'up' | 'down' | 'flat';
  /** Whether the change is good news; neutral when absent. */
  tone?: Tone;
};

/** Props of `StatTile`. */
export type StatTileProps = {
  label: string;
  /** The number, formatted. */
  value: ReactNode;
  delta?: StatDelta;
  /** What the number counts or is compared to. */
  hint?: ReactNode;
  /** A `Sparkline`. */
  chart?: ReactNode;
  /** Makes the tile a link. */
  href?: string;
};

/** One number that matters, with its change. */
export function StatTile({ label, value, delta, hint, chart, href }: StatTileProps) {
  return (
    <div className="relative flex min-w-0 flex-col rounded-lg border bg-surface p-4 shadow-card has-[a:hover]:border-line-strong">
      <p className="truncate text-ink-muted text-ui">
        {href ? (
          <AppLink href={href} className="rounded-sm after:absolute after:inset-0 after:rounded-lg">
            {label}
          </AppLink>
        ) : (
          label
        )}
      </p>
      <span className="mt-1 min-w-0 truncate font-semibold text-xl tabular-nums tracking-tight sm:text-2xl">
        {value}
      </span>
      {delta || hint ? (
        <p className="mt-1 flex flex-wrap items-center gap-x-1.5 text-ink-faint text-xs">
          {delta ? <Delta {...delta} /> : null}
          {hint}
        </p>
      ) : null}
      {chart ? <div className="mt-auto pt-3">{chart}</div> : null}
    </div>
  );
}

function Delta({ label, direction, tone = 'neutral' }: StatDelta) {
  const Icon = direction === 'up' ? ArrowUpRight : direction === 'down' ? ArrowDownRight : undefined;
  return (
    <span className={`inline-flex items-center gap-0.5 font-medium text-xs tabular-nums ${toneText[tone]}`}>
      {Icon ? <Icon aria-hidden="true" className="size-3.5" /> : null}
      {label}
    </span>
  );
}
