import { AppLink } from '@tollgate/ui/link';
import { paths } from './paths.ts';

/** The mark and the name, linked home. */
export function Brand() {
  return (
    <AppLink
      href={paths.overview()}
      className="flex items-center gap-2 rounded-sm font-semibold text-sm tracking-tight touch:py-3"
    >
      <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 shrink-0 text-accent">
        <rect width="20" height="20" rx="5" fill="currentColor" />
        <path d="M5 6.5h10M10 6.5V15" stroke="var(--tg-accent-ink)" strokeWidth="2" strokeLinecap="round" />
      </svg>
      Tollgate
    </AppLink>
  );
}
