'use client';

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { cn } from '../cn.tsx';
import { IconButton } from '../forms/icon-button.tsx';
import { toneShape } from '../tone.tsx';

/** A short message about something that just happened. */
export type Toast = {
  title: string;
  description?: ReactNode;
  tone?: 'neutral' | 'success' | 'danger';
  /** A button or link, such as "Undo". */
  action?: ReactNode;
};

type ShownToast = Toast & { id: number };

const ToastContext = createContext<(toast: Toast) => void>(() => {});

const showMs = 6000;
const mostShown = 3;
const icons = { neutral: Info, success: CircleCheck, danger: CircleAlert };

/** Holds the toasts of an app; put it once around the pages. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<ShownToast[]>([]);
  const nextId = useRef(0);
  const show = useCallback((toast: Toast) => {
    nextId.current += 1;
    const id = nextId.current;
    setToasts((shown) => [...shown.slice(1 - mostShown), { ...toast, id }]);
  }, []);
  const dismiss = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  );
  return (
    <ToastContext value={show}>
      {children}
      <Toasts toasts={toasts} dismiss={dismiss} />
    </ToastContext>
  );
}

/** Shows a toast. Errors that need a decision belong in the page instead. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

function Toasts({ toasts, dismiss }: { toasts: ShownToast[]; dismiss: (id: number) => void }) {
  const region = useRef<HTMLElement>(null);
  // As a popover the region is above open dialogs; showing it again puts it on top.
  useEffect(() => {
    const element = region.current;
    if (!element?.showPopover) return;
    if (element.matches(':popover-open')) element.hidePopover();
    if (toasts.length > 0) element.showPopover();
  }, [toasts]);
  return (
    <section
      ref={region}
      popover="manual"
      aria-label="Notifications"
      aria-live="polite"
      className="fixed inset-auto right-0 bottom-0 m-4 w-96 max-w-[calc(100vw-2rem)] flex-col gap-2 overflow-visible bg-transparent [&:popover-open]:flex"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} dismiss={dismiss} />
      ))}
    </section>
  );
}

function ToastCard({ toast, dismiss }: { toast: ShownToast; dismiss: (id: number) => void }) {
  const [isHeld, setHeld] = useState(false);
  const { id, tone = 'neutral' } = toast;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismiss(id), showMs);
    return () => clearTimeout(timer);
  }, [isHeld, dismiss, id]);
  const Icon = icons[tone];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holding the pointer or focus here only keeps it shown
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="flex animate-enter items-start gap-2.5 rounded-lg bg-raised py-2.5 pr-2 pl-3.5 text-ink shadow-raised"
    >
      <Icon aria-hidden="true" className={cn('mt-0.5 size-4 shrink-0', toneShape[tone])} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{toast.title}</p>
        {toast.description ? <div className="text-ink-muted text-ui">{toast.description}</div> : null}
        {toast.action ? <div className="mt-2">{toast.action}</div> : null}
      </div>
      <IconButton label="Dismiss" icon={<X />} onClick={() => dismiss(id)} className="-my-1" />
    </div>
  );
}
