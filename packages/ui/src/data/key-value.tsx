import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';

/** One fact. */
export type KeyValueItem = { label: string; value: ReactNode; hint?: ReactNode };

/** Props of `KeyValue`. */
export type KeyValueProps = {
  items: KeyValueItem[];
  /** `rows` sets label beside value, `grid` puts them above one another in columns. */
  layout?: 'rows' | 'grid';
  className?: string;
};

/** Facts about one thing, as a description list. */
export function KeyValue({ items, layout = 'rows', className }: KeyValueProps) {
  const isGrid = layout === 'grid';
  return (
    <dl
      className={cn(
        isGrid ? 'grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4' : 'divide-y divide-line',
        className,
      )}
    >
      {items.map((item) => (
        <div
          key={item.label}
          className={
            isGrid ? 'min-w-0' : 'grid gap-x-4 gap-y-0.5 py-2 first:pt-0 last:pb-0 sm:grid-cols-[10rem_1fr]'
          }
        >
          <dt className="text-ink-muted text-ui">{item.label}</dt>
          <dd className={cn('min-w-0 break-words text-ink', isGrid ? 'mt-0.5' : 'text-ui')}>
            {item.value}
            {item.hint ? <span className="block text-ink-faint text-xs">{item.hint}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
