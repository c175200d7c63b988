'use client';

import { PageError, type PageErrorProps } from '@tollgate/ui/feedback/page-error';

const EXPLANATIONS = {
  store_unavailable: {
    title: 'Usage cannot be read right now',
    text: 'The store with the usage is not answering. Your keys go on working, and nothing is lost.',
  },
};

/** What the reader sees when a page could not be made. */
export function PortalError({ error, reset }: Pick<PageErrorProps, 'error' | 'reset'>) {
  return <PageError error={error} reset={reset} explanations={EXPLANATIONS} contact="support" />;
}
