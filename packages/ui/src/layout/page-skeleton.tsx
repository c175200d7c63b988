import { Skeleton } from '../feedback/skeleton.tsx';

/** Props of `PageSkeleton`. */
export type PageSkeletonProps = {
  /** Number of tiles in the first line. */
  tiles?: number;
  /** Number of rows in the table below. */
  rows?: number;
};

/** A page that is loading, of about the size it will have; for Next's `loading.tsx`. */
export function PageSkeleton({ tiles = 0, rows = 8 }: PageSkeletonProps) {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-6">
      <div className="flex flex-col gap-2">
        <Skeleton className="h-7 w-48" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      {tiles > 0 ? (
        <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          {Array.from({ length: tiles }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
            <div key={index} className="flex h-24 flex-col gap-3 rounded-lg border bg-surface p-4">
              <Skeleton className="w-20" />
              <Skeleton className="h-7 w-28 max-w-full" />
            </div>
          ))}
        </div>
      ) : null}
      <div className="divide-y divide-line rounded-lg border bg-surface">
        {Array.from({ length: rows }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
          <div key={index} className="flex h-10 items-center justify-between gap-6 px-5 touch:h-12">
            <Skeleton className="w-40" />
            <Skeleton className="w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
