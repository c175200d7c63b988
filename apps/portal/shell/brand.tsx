import { AppLink } from '@tollgate/ui/link';

/** A tenant's initial and name, linked to the home of its portal. */
export function TenantBrand({ name, href }: { name: string; href: string }) {
  return (
    <AppLink
      href={href}
      className="flex min-w-0 items-center gap-2 rounded-sm font-semibold text-sm tracking-tight touch:py-3"
    >
      <span
        aria-hidden="true"
        className="grid size-6 shrink-0 place-items-center rounded-md bg-accent text-accent-ink text-xs uppercase"
      >
        {[...name][0]}
      </span>
      <span className="truncate">{name}</span>
    </AppLink>
  );
}
