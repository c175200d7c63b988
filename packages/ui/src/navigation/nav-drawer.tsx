'use client';

import { Menu, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from '../forms/icon-button.tsx';
import { useNavigation } from '../link.tsx';

/** Props of `NavDrawer`. */
export type NavDrawerProps = { brand: ReactNode; footer?: ReactNode; children: ReactNode };

/** The navigation on phones: a menu button and a modal drawer that closes when a page was chosen. */
export function NavDrawer({ brand, footer, children }: NavDrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { pathname } = useNavigation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is what closes the drawer
  useEffect(() => dialog.current?.close(), [pathname]);
  return (
    <>
      <IconButton label="Open menu" onClick={() => dialog.current?.showModal()} icon={<Menu />} />
      <dialog
        ref={dialog}
        aria-label="Menu"
        onClick={(event) => {
          const target = event.target as HTMLElement;
          if (target === dialog.current || target.closest('a')) dialog.current?.close();
        }}
        onKeyDown={undefined}
        className="fixed inset-y-0 left-0 m-0 h-dvh max-h-none w-72 max-w-[85vw] flex-col bg-surface text-ink shadow-raised backdrop:bg-scrim open:flex open:animate-slide"
      >
        <div className="flex h-14 shrink-0 items-center justify-between gap-2 pr-2 pl-4">
          <div className="min-w-0 truncate">{brand}</div>
          <IconButton label="Close menu" onClick={() => dialog.current?.close()} icon={<X />} />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-3 py-2">{children}</div>
        {footer ? <div className="border-t p-3">{footer}</div> : null}
      </dialog>
    </>
  );
}
