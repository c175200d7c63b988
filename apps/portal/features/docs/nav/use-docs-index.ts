'use client';

import { useEffect, useState } from 'react';
import type { DocsIndex } from './docs-index.ts';

// The list is the same on every page of an API version: it is fetched once a visit.
const cache = new Map<string, DocsIndex>();

/** The list of operations at an address, fetched after the page is readable. */
export function useDocsIndex(address: string): { index: DocsIndex | undefined; isFailed: boolean } {
  const [loaded, setLoaded] = useState<{ address: string; index: DocsIndex | undefined }>();
  useEffect(() => {
    let isGone = false;
    void fetchIndex(address).then((index) => {
      if (!isGone) setLoaded({ address, index });
    });
    return () => {
      isGone = true;
    };
  }, [address]);
  const isHere = loaded?.address === address;
  return { index: isHere ? loaded.index : undefined, isFailed: isHere && loaded.index === undefined };
}

async function fetchIndex(address: string): Promise<DocsIndex | undefined> {
  const known = cache.get(address);
  if (known) return known;
  try {
    const response = await fetch(address);
    if (!response.ok) return undefined;
    const index = (await response.json()) as DocsIndex;
    cache.set(address, index);
    return index;
  } catch {
    return undefined;
  }
}
