import type { ReactNode } from 'react';

/** Props of `AuthLayout`. */
export type AuthLayoutProps = {
  brand: ReactNode;
  title: string;
  description?: ReactNode;
  /** Below the card: the way to the other form. */
  footer?: ReactNode;
  children: ReactNode;
};

/** A page with one centred form: sign-in, sign-up, invitation. */
export function AuthLayout({ brand, title, description, footer, children }: AuthLayoutProps) {
  return (
    <main id="main" className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex justify-center">{brand}</div>
        <div className="rounded-xl border bg-surface p-6 shadow-card sm:p-7">
          <h1 className="font-semibold text-lg tracking-tight">{title}</h1>
          {description ? <p className="mt-1 text-ink-muted">{description}</p> : null}
          <div className="mt-5">{children}</div>
        </div>
        {footer ? <div className="mt-5 text-center text-ink-muted">{footer}</div> : null}
      </div>
    </main>
  );
}
