'use client';

import { Button } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { TriangleAlert } from 'lucide-react';

const EXPLANATIONS: Record<string, [title: string, text: string]> = {
  store_unavailable: [
    'Usage cannot be read right now',
    'The store with the usage is not answering. Your keys go on working, and nothing is lost.',
  ],
};

/** What the reader sees when a page could not be made; the digest is the problem's code or finds the log line. */
export function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const known = EXPLANATIONS[error.digest ?? ''];
  return (
    <>
      <h1 className="sr-only">{known?.[0] ?? 'This page broke'}</h1>
      <EmptyState
        icon={<TriangleAlert />}
        title={known?.[0] ?? 'This page broke'}
        action={<Button onClick={reset}>Try again</Button>}
      >
        {known?.[1] ??
          `Something went wrong on our side. If it stays, tell support this reference: ${error.digest}.`}
      </EmptyState>
    </>
  );
}
