'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type PortalPaths, portalPaths } from './paths.ts';

const PathsContext = createContext<PortalPaths>(portalPaths(''));

/** Tells client components where this portal's pages are. */
export function PathsProvider({ base, children }: { base: string; children: ReactNode }) {
  const paths = useMemo(() => portalPaths(base), [base]);
  return <PathsContext value={paths}>{children}</PathsContext>;
}

/** Addresses of this portal. */
export function usePaths(): PortalPaths {
  return useContext(PathsContext);
}
