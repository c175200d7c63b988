import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cn } from '../cn.tsx';

/** Props of `IconButton`. */
export type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  /** What it does; read by screen readers and shown as a title. */
  label: string;
  /** The icon, 16px. */
  icon: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

/** A square button with an icon and a spoken name. */
export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={cn(
        'inline-grid size-8 shrink-0 place-items-center rounded-md text-ink-muted hover:bg-hover hover:text-ink touch:size-11 [&_svg]:size-4',
        className,
      )}
    >
      {icon}
    </button>
  );
}
