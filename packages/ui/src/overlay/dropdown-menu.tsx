'use client';

import { DropdownMenu as Menu } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';
import { AppLink } from '../link.tsx';
import { usePortalContainer } from './portal-container.tsx';

/** One line of a menu: a link (`href`), an action (`onSelect`), a rule or a heading. */
export type MenuItem =
  | {
      label: string;
      icon?: ReactNode;
      href?: string;
      onSelect?: () => void;
      tone?: 'danger';
      /** Greys the line out and says why. */
      disabledReason?: string;
    }
  | { kind: 'separator' }
  | { kind: 'heading'; label: ReactNode };

/** Props of `DropdownMenu`. */
export type DropdownMenuProps = {
  /** The button that opens the menu. */
  trigger: ReactNode;
  items: MenuItem[];
  align?: 'start' | 'end';
};

const itemClass =
  'flex min-h-8 w-full cursor-default select-none items-center gap-2.5 rounded-md px-2 py-1 text-left text-ui outline-none data-highlighted:bg-hover touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint';

/** A menu of links and actions. Arrow keys, typeahead and Escape work. */
export function DropdownMenu({ trigger, items, align = 'end' }: DropdownMenuProps) {
  const container = usePortalContainer();
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger asChild>{trigger}</Menu.Trigger>
      <Menu.Portal container={container}>
        <Menu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-72 overflow-y-auto rounded-lg bg-raised p-1 text-ink shadow-raised data-[state=open]:animate-enter"
        >
          {items.map((item, index) => (
            <MenuLine key={'label' in item ? String(item.label) : `rule-${index}`} item={item} />
          ))}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

function MenuLine({ item }: { item: MenuItem }) {
  if ('kind' in item) {
    if (item.kind === 'separator') return <Menu.Separator className="-mx-1 my-1 h-px bg-line" />;
    return <Menu.Label className="px-2 py-1.5 text-ink-muted text-xs">{item.label}</Menu.Label>;
  }
  const className = cn(itemClass, item.tone === 'danger' && 'text-danger-text [&_svg]:text-danger-text');
  if (item.disabledReason) {
    return (
      <Menu.Item
        onSelect={(event) => event.preventDefault()}
        aria-disabled="true"
        className={cn(className, 'text-ink-faint')}
      >
        {item.icon}
        <span className="min-w-0">
          {item.label}
          <span className="block text-xs">{item.disabledReason}</span>
        </span>
      </Menu.Item>
    );
  }
  if (item.href) {
    return (
      <Menu.Item asChild className={className}>
        <AppLink href={item.href}>
          {item.icon}
          {item.label}
        </AppLink>
      </Menu.Item>
    );
  }
  return (
    <Menu.Item onSelect={item.onSelect} className={className}>
      {item.icon}
      {item.label}
    </Menu.Item>
  );
}
