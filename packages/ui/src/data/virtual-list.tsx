'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { cn } from '../cn.tsx';
import { useHydrated } from '../use-hydrated.tsx';

/** Props of `VirtualList`. */
export type VirtualListProps<Item> = {
  label: string;
  items: readonly Item[];
  getItemKey: (item: Item) => string;
  /** One line; its height is measured. */
  renderItem: (item: Item, index: number) => ReactNode;
  /** Height of a line before it is measured. */
  estimatedHeightPx?: number;
  /** Scrolls this item into view when it changes. */
  activeIndex?: number;
  /** Gives the list its height: `h-96`, `flex-1`. */
  className?: string;
};

/** A long list of which only the visible part is in the page. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, getItemKey, renderItem, estimatedHeightPx = 36, activeIndex, className } = props;
  const isHydrated = useHydrated();
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedHeightPx,
    getItemKey: (index) => getItemKey(items[index] as Item),
    overscan: 8,
  });
  useEffect(() => {
    if (activeIndex !== undefined && activeIndex >= 0)
      virtualizer.scrollToIndex(activeIndex, { align: 'auto' });
  }, [activeIndex, virtualizer]);
  const lines = virtualizer.getVirtualItems();
  return (
    <section
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller has to be focusable to scroll by keyboard
      tabIndex={0}
      className={cn('min-h-0 overflow-y-auto -outline-offset-2', className)}
    >
      <ul className="relative w-full" style={isHydrated ? { height: virtualizer.getTotalSize() } : undefined}>
        {lines.map((line) => (
          <li
            key={line.key}
            ref={virtualizer.measureElement}
            data-index={line.index}
            aria-setsize={items.length}
            aria-posinset={line.index + 1}
            className="absolute top-0 left-0 w-full"
            style={{ transform: `translateY(${line.start}px)` }}
          >
            {renderItem(items[line.index] as Item, line.index)}
          </li>
        ))}
      </ul>
    </section>
  );
}
