import { PageSkeleton } from '@tollgate/ui/layout/page-skeleton';

export default function Loading() {
  return <PageSkeleton />;
}
