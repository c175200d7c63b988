import { ShareBar } from '../charts/share-bar.tsx';

/** Props of `ProgressBar`. */
export type ProgressBarProps = {
  label: string;
  /** Between 0 and 1; undefined while the end is not known. */
  share?: number;
};

/** How far something has come. */
export function ProgressBar({ label, share }: ProgressBarProps) {
  const percent = share === undefined ? undefined : Math.round(Math.min(Math.max(share, 0), 1) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={percent === undefined ? 'animate-pulse' : undefined}
    >
      <ShareBar parts={[{ key: 'done', share: (percent ?? 40) / 100, className: 'text-accent' }]} />
    </div>
  );
}
