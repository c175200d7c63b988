'use client';

import { X } from 'lucide-react';
import { Slot } from 'radix-ui';
import { type ReactNode, useId, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { cn } from '../cn.tsx';
import { IconButton } from '../forms/icon-button.tsx';
import { PortalContainer } from './portal-container.tsx';

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl', xl: 'sm:max-w-4xl' };

const firstField =
  '[autofocus], input:not([type=hidden], [readonly], :disabled), textarea:not([readonly]), select';

/** Props of `Dialog`. */
export type DialogProps = {
  title: ReactNode;
  description?: ReactNode;
  /** A button that opens it; leave out and use `isOpen` to control it from outside. */
  trigger?: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** Buttons at the bottom, the primary one last. */
  footer?: ReactNode;
  size?: keyof typeof widths;
  /** Ignores Escape and clicks beside it, for what must be read (a secret shown once) or is being sent. */
  isHeld?: boolean;
  role?: 'dialog' | 'alertdialog';
  /** Contents, mounted only while open; a function is given `close`. */
  children?: ReactNode | ((close: () => void) => ReactNode);
};

/** A modal dialog on the platform's own `<dialog>`: focus is kept inside and given back. */
export function Dialog(props: DialogProps) {
  const [isOpenInside, setOpenInside] = useState(false);
  const isOpen = props.isOpen ?? isOpenInside;
  function setOpen(next: boolean) {
    if (props.isOpen === undefined) setOpenInside(next);
    props.onOpenChange?.(next);
  }
  return (
    <>
      {props.trigger ? (
        <Slot.Root aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {props.trigger}
        </Slot.Root>
      ) : null}
      {isOpen && typeof document !== 'undefined' ? (
        <OpenDialog {...props} close={() => setOpen(false)} />
      ) : null}
    </>
  );
}

function OpenDialog(props: DialogProps & { close: () => void }) {
  const { title, description, footer, children, close, isHeld } = props;
  const id = useId();
  const [element, setElement] = useState<HTMLDialogElement | null>(null);
  // A layout effect, because focus is only given back by closing while the element is still in the page.
  useLayoutEffect(() => {
    if (!element) return;
    if (!element.open) element.showModal();
    element.querySelector<HTMLElement>(firstField)?.focus();
    return () => element.close();
  }, [element]);
  // In the body, because a trigger may stand in a paragraph, a table row or a form of its own.
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is on the backdrop; Escape does the same by keyboard
    <dialog
      ref={setElement}
      role={props.role}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        if (!isHeld) close();
      }}
      onClick={(event) => {
        if (event.target === element && !isHeld) close();
      }}
      className={cn(
        'fixed inset-0 m-auto h-fit max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] flex-col overflow-hidden rounded-xl bg-raised text-ink shadow-raised backdrop:bg-scrim open:flex open:animate-enter max-sm:mb-4',
        widths[props.size ?? 'md'],
      )}
    >
      <PortalContainer value={element}>
        <div className="flex items-start justify-between gap-3 px-5 pt-4">
          <div className="min-w-0">
            <h2 id={`${id}-title`} className="font-semibold text-base tracking-tight">
              {title}
            </h2>
            {description ? (
              <p id={`${id}-description`} className="mt-1 text-pretty text-ink-muted">
                {description}
              </p>
            ) : null}
          </div>
          {isHeld || props.role === 'alertdialog' ? null : (
            <IconButton label="Close" icon={<X />} onClick={close} className="-mt-1 -mr-2 touch:-mt-2.5" />
          )}
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-4 pb-5">
          {typeof children === 'function' ? children(close) : children}
        </div>
        {footer ? (
          <div className="flex flex-wrap justify-end gap-2 border-t bg-sunken/60 px-5 py-3">{footer}</div>
        ) : null}
      </PortalContainer>
    </dialog>,
    document.body,
  );
}
