import { formatNumber, formatPercent } from '../data/format.tsx';
import { type Tone, toneShape } from '../tone.tsx';
import { ShareBar } from './share-bar.tsx';

/** One kind of result. */
export type StatusShare = { key: string; label: string; count: number; tone: Tone };

/** Props of `StatusBreakdown`. */
export type StatusBreakdownProps = { label: string; parts: StatusShare[] };

/** How a whole divides by result: one bar, and a line for each part. */
export function StatusBreakdown({ label, parts }: StatusBreakdownProps) {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  const shareOf = (part: StatusShare) => (total === 0 ? 0 : part.count / total);
  return (
    <div>
      <ShareBar
        className="h-2.5"
        parts={parts.map((part) => ({
          key: part.key,
          share: shareOf(part),
          className: toneShape[part.tone],
        }))}
      />
      <ul aria-label={label} className="mt-3 flex flex-col gap-1.5 text-ui">
        {parts.map((part) => (
          <li key={part.key} className="flex items-center gap-2">
            <span
              aria-hidden="true"
              className={`size-2 shrink-0 rounded-full bg-current ${toneShape[part.tone]}`}
            />
            <span className="min-w-0 truncate text-ink-muted">{part.label}</span>
            <span className="ml-auto tabular-nums">{formatNumber(part.count)}</span>
            <span className="w-12 text-right text-ink-faint tabular-nums">
              {formatPercent(shareOf(part))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
