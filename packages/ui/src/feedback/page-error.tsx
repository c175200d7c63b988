'use client';

import { TriangleAlert } from 'lucide-react';
import { Button } from '../forms/button.tsx';
import { EmptyState } from '../layout/empty-state.tsx';

/** Props of `PageError`. */
export type PageErrorProps = {
  /** The digest is a code that `explanations` may know, or finds the log line. */
  error: Error & { digest?: string };
  reset: () => void;
  /** What is known of a digest. */
  explanations: Record<string, { title: string; text: string }>;
  /** Whom to tell when it stays, such as "support". */
  contact: string;
};

/** What the reader sees when a page could not be made. */
export function PageError({ error, reset, explanations, contact }: PageErrorProps) {
  const { title, text } = explanations[error.digest ?? ''] ?? {
    title: 'This page broke',
    text: `Something went wrong on our side. If it stays, tell ${contact} this reference: ${error.digest}.`,
  };
  return (
    <>
      <h1 className="sr-only">{title}</h1>
      <EmptyState icon={<TriangleAlert />} title={title} action={<Button onClick={reset}>Try again</Button>}>
        {text}
      </EmptyState>
    </>
  );
}
