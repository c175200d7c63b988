import { EmptyState } from '@tollgate/ui/layout/empty-state';
import { Lock } from 'lucide-react';

/** Stands in for a page that the reader's role does not show, and says whose does. */
export function NoAccess({ reason }: { reason: string }) {
  return (
    <EmptyState icon={<Lock />} title="Your role does not show this page">
      {reason}
    </EmptyState>
  );
}
