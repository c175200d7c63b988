import 'server-only';
import type { PortalTenant } from '@tollgate/contract/catalog';
import { findPortalTenant } from '@tollgate/services/catalog/find-portal-tenant';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { type PortalPaths, portalPaths } from '../../shell/paths.ts';
import { getServices } from '../services.ts';

/** The tenant that a place names: `~<host>` or a slug. */
export const findTenantAt = cache((place: string): Promise<PortalTenant | undefined> => {
  return findPortalTenant(getServices(), place.startsWith('~') ? { host: place.slice(1) } : { slug: place });
});

/** The tenant whose portal this request is for; undefined when the address names nobody. */
export async function findTenant(): Promise<PortalTenant | undefined> {
  const place = (await headers()).get('x-tollgate-tenant');
  return place ? findTenantAt(place) : undefined;
}

/** The tenant whose portal this request is for; without one, the not-found page. */
export async function requireTenant(): Promise<PortalTenant> {
  return (await findTenant()) ?? notFound();
}

/** What the address says about the tenant, as the sign-in form sends it back. */
export async function getPlace(): Promise<string> {
  return (await headers()).get('x-tollgate-tenant') ?? '';
}

/** Addresses of this request's portal. */
export async function getPaths(): Promise<PortalPaths> {
  return portalPaths((await headers()).get('x-tollgate-base') ?? '');
}
