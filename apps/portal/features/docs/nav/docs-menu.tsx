'use client';

import { Button } from '@tollgate/ui/forms/button';
import { IconButton } from '@tollgate/ui/forms/icon-button';
import { useNavigation } from '@tollgate/ui/link';
import { List, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { DocsAt } from '../../../shell/paths.ts';
import { DocsNav } from './docs-nav.tsx';

/** The navigation of docs on phones: a button and a drawer. */
export function DocsMenu({ where }: { where: DocsAt }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [wasOpened, setWasOpened] = useState(false);
  const { pathname } = useNavigation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is what closes the drawer
  useEffect(() => dialog.current?.close(), [pathname]);
  function open() {
    setWasOpened(true);
    dialog.current?.showModal();
  }
  return (
    <>
      <Button icon={<List />} onClick={open} className="w-full">
        All operations
      </Button>
      <dialog
        ref={dialog}
        aria-label="Operations"
        className="fixed inset-y-0 left-0 m-0 h-dvh max-h-none w-[26rem] max-w-[92vw] flex-col bg-surface p-3 text-ink shadow-raised backdrop:bg-scrim open:flex open:animate-slide"
      >
        <IconButton
          label="Close the list of operations"
          icon={<X />}
          onClick={() => dialog.current?.close()}
          className="mb-1 self-end"
        />
        {wasOpened ? <DocsNav where={where} className="flex-1" /> : null}
      </dialog>
    </>
  );
}
