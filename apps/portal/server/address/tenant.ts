import 'server-only';
import type { PortalTenant } from '@tollgate/contract/catalog';
import { findPortalTenant } from '@tollgate/services/catalog/find-portal-tenant';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { type PortalPaths, portalPaths } from '../../shell/paths.ts';
import { getServices } from '../services.ts';
import type { PortalPlace } from './portal-place.ts';

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

/** Whose portal this request's address is. */
export async function getPlace(): Promise<Pick<PortalPlace, 'tenant' | 'base'>> {
  const sent = await headers();
  return { tenant: sent.get('x-tollgate-tenant') ?? '', base: sent.get('x-tollgate-base') ?? '' };
}

/** Addresses of this request's portal. */
export async function getPaths(): Promise<PortalPaths> {
  return portalPaths((await getPlace()).base);
}
