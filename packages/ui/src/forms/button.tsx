import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { cn } from '../cn.tsx';
import { Spinner } from '../feedback/spinner.tsx';
import { AppLink, type AppLinkProps } from '../link.tsx';

/** How loud a button is. One primary a screen. */
export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';

type ButtonLook = {
  /** Loudness; secondary when absent. */
  variant?: ButtonVariant;
  /** `sm` for rows and toolbars. */
  size?: 'sm' | 'md';
  /** Icon before the text, 16px. */
  icon?: ReactNode;
};

/** Props of `Button`. */
export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> &
  ButtonLook & {
    /** Shows a spinner, keeps the width and refuses clicks. */
    isPending?: boolean;
    /** Disables the button and says why; it stays focusable so that the reason can be read. */
    disabledReason?: string;
    ref?: React.Ref<HTMLButtonElement>;
  };

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover',
  secondary: 'border border-line-strong bg-surface text-ink hover:bg-hover',
  ghost: 'text-ink-muted hover:bg-hover hover:text-ink',
  danger: 'bg-danger text-danger-ink hover:bg-danger-hover',
};

/** Class names of a button, for elements that only look like one. */
export function buttonClassName({ variant = 'secondary', size = 'md' }: ButtonLook = {}, className?: string) {
  return cn(
    'group/button relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors duration-100 touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0',
    size === 'sm' ? 'h-8 px-2.5 text-ui' : 'h-9 px-3.5 text-sm',
    variants[variant],
    'aria-disabled:not-aria-busy:border-transparent aria-disabled:not-aria-busy:bg-sunken aria-disabled:not-aria-busy:text-ink-faint',
    className,
  );
}

/** A button. It is `type="button"` unless told otherwise. */
export function Button(props: ButtonProps) {
  const { variant, size, icon, isPending, disabledReason, className, children, ...rest } = props;
  const isRefused = isPending || disabledReason !== undefined;
  return (
    <button
      {...rest}
      type={isRefused ? 'button' : (rest.type ?? 'button')}
      aria-disabled={isRefused || undefined}
      aria-busy={isPending || undefined}
      onClick={isRefused ? undefined : rest.onClick}
      className={buttonClassName({ variant, size }, className)}
    >
      {isPending ? (
        <>
          <span className="invisible inline-flex items-center gap-1.5">
            {icon}
            {children}
          </span>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner label="Working" />
          </span>
        </>
      ) : (
        <>
          {icon}
          {children}
        </>
      )}
      {disabledReason ? <DisabledReason>{disabledReason}</DisabledReason> : null}
    </button>
  );
}

function DisabledReason({ children }: { children: ReactNode }) {
  return (
    <span className="pointer-events-none invisible absolute top-full right-0 z-50 mt-1.5 w-max max-w-60 whitespace-normal rounded-md bg-raised px-2.5 py-1.5 text-left font-normal text-ink text-xs shadow-raised group-hover/button:visible group-focus/button:visible">
      <span className="sr-only">Not available: </span>
      {children}
    </span>
  );
}

/** Props of `ButtonLink`. */
export type ButtonLinkProps = AppLinkProps & ButtonLook;

/** A link that looks like a button. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <AppLink {...rest} className={buttonClassName({ variant, size }, className)}>
      {icon}
      {children}
    </AppLink>
  );
}
