import { ButtonLink } from '@tollgate/ui/forms/button';
import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { SearchX } from 'lucide-react';
import { paths } from '../../shell/paths.ts';

export default function NotFound() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="There is nothing here"
        action={<ButtonLink href={paths.overview()}>Go to the overview</ButtonLink>}
      >
        It does not exist, was deleted, or belongs to somebody else.
      </EmptyState>
    </>
  );
}
