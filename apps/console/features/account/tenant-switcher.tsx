'use client';

import type { OwnTenant } from '@tollgate/contract/sign-in';
import { Button } from '@tollgate/ui/forms/button';
import { DropdownMenu } from '@tollgate/ui/overlay/dropdown-menu';
import { useToast } from '@tollgate/ui/overlay/toast';
import { Building2, Check, ChevronsUpDown, Settings } from 'lucide-react';
import { useTransition } from 'react';
import { paths } from '../../shell/paths.ts';
import { switchTenant } from './actions.ts';

/** The tenant this session is in, and the way to the person's others. */
export function TenantSwitcher({ current, tenants }: { current: string; tenants: OwnTenant[] }) {
  const toast = useToast();
  const [isPending, startTransition] = useTransition();
  const name = tenants.find(({ id }) => id === current)?.name;

  function enter(tenantId: string) {
    if (tenantId === current) return;
    startTransition(async () => {
      const { ok, message } = await switchTenant(tenantId);
      // A full load, so that nothing rendered for the tenant before stays in the router's cache.
      if (ok) window.location.assign(paths.overview());
      else toast({ tone: 'danger', title: message ?? 'The tenant could not be changed.' });
    });
  }

  return (
    <DropdownMenu
      align="start"
      trigger={
        <Button
          variant="ghost"
          size="sm"
          isPending={isPending}
          aria-label={`Tenant ${name}. Change it`}
          className="-ml-2.5 min-w-0 shrink"
        >
          <span className="truncate text-ink">{name}</span>
          <ChevronsUpDown aria-hidden="true" />
        </Button>
      }
      items={[
        { kind: 'heading', label: 'Your tenants' },
        ...tenants.map(({ id, name: label, role }) => ({
          label: `${label} · ${role}`,
          icon: id === current ? <Check /> : <Building2 />,
          onSelect: () => enter(id),
        })),
        { kind: 'separator' },
        { label: 'Settings of this tenant', icon: <Settings />, href: paths.settings() },
      ]}
    />
  );
}
