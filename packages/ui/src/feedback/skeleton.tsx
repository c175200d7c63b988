import { cn } from '../cn.tsx';

/** A grey block of the size of what is coming; give it a height and width by class name. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cn('block h-4 w-24 animate-pulse rounded bg-line', className)} />
  );
}
