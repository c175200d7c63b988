'use client';

import { Button } from '@tollgate/ui/forms/button';
import { useNavigation } from '@tollgate/ui/link';
import { type FormEvent, type ReactNode, useRef, useTransition } from 'react';
import { withQuery } from './paths.ts';

/** Time after the last key before a search runs. */
const TYPING_PAUSE_MS = 300;

/** Props of `FilterForm`. */
export type FilterFormProps = {
  /** Address of the list. */
  path: string;
  /** Query values to keep, such as the order. */
  keep?: Record<string, string | undefined>;
  /** Where "Clear" leads; shown when something is filtered. */
  clearHref?: string;
  /** Fields; each one's name is a query parameter. */
  children: ReactNode;
};

/** Fields that filter a list through its address: at once, or with Enter when there is no JavaScript. */
export function FilterForm({ path, keep = {}, clearHref, children }: FilterFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { navigate } = useNavigation();
  const [isPending, startTransition] = useTransition();

  function apply() {
    clearTimeout(timer.current);
    if (!form.current) return;
    const values = Object.fromEntries(
      [...new FormData(form.current)].map(([key, value]) => [key, String(value)]),
    );
    startTransition(() => navigate(withQuery(path, { ...keep, ...values }), { replace: true }));
  }

  function onChange(event: FormEvent<HTMLFormElement>) {
    clearTimeout(timer.current);
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'date';
    timer.current = setTimeout(apply, isTyping ? TYPING_PAUSE_MS : 0);
  }

  return (
    <search>
      <form
        ref={form}
        action={path}
        aria-busy={isPending || undefined}
        onChange={onChange}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
        className="flex flex-wrap items-end gap-3"
      >
        {children}
        {clearHref ? (
          <Button
            variant="ghost"
            onClick={() => {
              form.current?.reset();
              navigate(clearHref, { replace: true });
            }}
          >
            Clear filters
          </Button>
        ) : null}
      </form>
    </search>
  );
}
