import type { ReactNode } from 'react';
import { formatNumber, formatPercent } from '../data/format.tsx';
import { type Tone, toneShape, toneText } from '../tone.tsx';
import { ShareBar } from './share-bar.tsx';

/** Props of `UsageBar`. */
export type UsageBarProps = {
  label: ReactNode;
  used: number;
  /** Without a limit only the number is shown. */
  limit?: number;
  unit?: string;
  /** Below the bar: when it starts again. */
  hint?: ReactNode;
};

/** How much of a limit is used: amber from 80 %, red from 100 %. */
export function UsageBar({ label, used, limit, unit = '', hint }: UsageBarProps) {
  const share = limit === undefined ? 0 : limit === 0 ? 1 : used / limit;
  const tone = usageTone(share);
  const of = limit === undefined ? ` ${unit}` : ` of ${formatNumber(limit)} ${unit}`;
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-ui">
        <span className="font-medium">{label}</span>
        <span className="text-ink-muted tabular-nums">
          <span className="text-ink">{formatNumber(used)}</span>
          {of.trimEnd()}
          {limit === undefined ? null : (
            <span className={`ml-2 ${tone === 'accent' ? '' : `font-medium ${toneText[tone]}`}`}>
              {formatPercent(share, 0)}
            </span>
          )}
        </span>
      </div>
      {limit === undefined ? null : (
        <div className="mt-1.5">
          <ShareBar parts={[{ key: 'used', share: Math.min(share, 1), className: toneShape[tone] }]} />
        </div>
      )}
      {hint ? <p className="mt-1 text-ink-faint text-xs">{hint}</p> : null}
    </div>
  );
}

/** Colour for a used share: accent below 80 %, warning below 100 %, danger from there. */
export function usageTone(share: number): Tone {
  if (share >= 1) return 'danger';
  return share >= 0.8 ? 'warning' : 'accent';
}
