import type { ReactNode } from 'react';
import { AppLink } from '../link.tsx';
import { type ChartUnit, formatUnit } from './chart-series.tsx';
import { ShareBar } from './share-bar.tsx';

/** One line of a bar list. */
export type BarListItem = {
  key: string;
  label: ReactNode;
  value: number;
  href?: string;
};

/** Props of `BarList`. */
export type BarListProps = {
  label: string;
  items: BarListItem[];
  unit?: ChartUnit;
  /** Instead of the list when it is empty. */
  emptyState?: ReactNode;
};

/** The largest of something, each with a bar against the largest. */
export function BarList({ label, items, unit = 'count', emptyState = null }: BarListProps) {
  if (items.length === 0) return emptyState;
  const largest = Math.max(...items.map((item) => item.value), 0) || 1;
  return (
    <ul aria-label={label} className="flex flex-col gap-3">
      {items.map((item) => (
        <li key={item.key} className="min-w-0">
          <div className="flex items-baseline justify-between gap-4 text-ui">
            {item.href ? (
              <AppLink href={item.href} className="min-w-0 truncate rounded-sm hover:underline touch:py-2">
                {item.label}
              </AppLink>
            ) : (
              <span className="min-w-0 truncate">{item.label}</span>
            )}
            <span className="shrink-0 text-ink-muted tabular-nums">{formatUnit(item.value, unit)}</span>
          </div>
          <div className="mt-1">
            <ShareBar
              className="h-1.5"
              parts={[{ key: 'bar', share: Math.max(item.value, 0) / largest, className: 'text-accent' }]}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
