'use client';

import { Tooltip as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { usePortalContainer } from './portal-container.tsx';

/** Props of `Tooltip`. */
export type TooltipProps = {
  /** A few words more about the thing; never the only place something is said. */
  content: ReactNode;
  /** The thing, focusable. */
  children: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
};

/** A note shown on hover and focus. */
export function Tooltip({ content, children, side = 'top' }: TooltipProps) {
  const container = usePortalContainer();
  return (
    <Primitive.Provider delayDuration={300} skipDelayDuration={100}>
      <Primitive.Root>
        <Primitive.Trigger asChild>{children}</Primitive.Trigger>
        <Primitive.Portal container={container}>
          <Primitive.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-64 text-pretty rounded-md bg-raised px-2.5 py-1.5 text-ink text-xs shadow-raised data-[state=delayed-open]:animate-enter"
          >
            {content}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
