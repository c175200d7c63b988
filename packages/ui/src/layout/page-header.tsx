import type { ReactNode } from 'react';
import { type Breadcrumb, Breadcrumbs } from '../navigation/breadcrumbs.tsx';

/** Props of `PageHeader`. */
export type PageHeaderProps = {
  /** The page's only `h1`. */
  title: ReactNode;
  /** One or two sentences that say what the page is for. */
  description?: ReactNode;
  /** Badges right of the title. */
  badge?: ReactNode;
  /** Buttons; the primary one last. */
  actions?: ReactNode;
  breadcrumbs?: Breadcrumb[];
  /** A `LinkTabs` below the title. */
  tabs?: ReactNode;
};

/** Title of a page, with what can be done on it. */
export function PageHeader({ title, description, badge, actions, breadcrumbs, tabs }: PageHeaderProps) {
  return (
    <div data-page-header className="mb-6 flex flex-col gap-3">
      {breadcrumbs ? <Breadcrumbs items={breadcrumbs} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <div className="flex flex-wrap items-center gap-2.5">
            <h1 className="min-w-0 break-words font-semibold text-xl tracking-tight">{title}</h1>
            {badge}
          </div>
          {description ? <p className="mt-1 max-w-prose text-pretty text-ink-muted">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {tabs}
    </div>
  );
}
