'use client';

import { PageError, type PageErrorProps } from '@tollgate/ui/feedback/page-error';

const EXPLANATIONS = {
  role_insufficient: {
    title: 'Your role does not show this page',
    text: 'Ask an owner or admin of the tenant for a role that does.',
  },
  store_unavailable: {
    title: 'Usage cannot be read right now',
    text: 'The store with the usage is not answering. Your APIs go on working, and nothing is lost.',
  },
};

/** What the reader sees when a page could not be made. */
export default function ErrorPage({ error, reset }: Pick<PageErrorProps, 'error' | 'reset'>) {
  return <PageError error={error} reset={reset} explanations={EXPLANATIONS} contact="your operator" />;
}
