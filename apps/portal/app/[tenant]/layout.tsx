import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { findTenant, requireTenant } from '../../server/address/tenant.ts';

export async function generateMetadata(): Promise<Metadata> {
  const name = (await findTenant())?.name ?? 'Developer portal';
  return { title: { default: name, template: `%s · ${name}` } };
}

export default async function TenantLayout({ children }: { children: ReactNode }) {
  await requireTenant();
  return children;
}
