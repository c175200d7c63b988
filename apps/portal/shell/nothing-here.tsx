import { ButtonLink } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { SearchX } from 'lucide-react';
import { getPaths } from '../server/address/tenant.ts';

/** What a reader sees where nothing is, or nothing for them. */
export async function NothingHere() {
  const paths = await getPaths();
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="There is nothing here"
        action={<ButtonLink href={paths.home()}>See all APIs</ButtonLink>}
      >
        It does not exist, was deleted, or belongs to somebody else.
      </EmptyState>
    </>
  );
}
