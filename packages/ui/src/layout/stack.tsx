import type { ReactNode } from 'react';
import { cn } from '../cn.tsx';

const gaps = { sm: 'gap-2', md: 'gap-4', lg: 'gap-6', xl: 'gap-8' };

/** Props of `Stack` and `Row`. */
export type StackProps = { gap?: keyof typeof gaps; className?: string; children: ReactNode };

/** Children below one another with one gap. */
export function Stack({ gap = 'md', className, children }: StackProps) {
  return (
    <div className={cn('flex min-w-0 flex-col *:data-page-header:mb-0', gaps[gap], className)}>
      {children}
    </div>
  );
}

/** Children beside one another, wrapping when there is no room. */
export function Row({ gap = 'sm', className, children }: StackProps) {
  return <div className={cn('flex min-w-0 flex-wrap items-center', gaps[gap], className)}>{children}</div>;
}

const columnsBy = {
  2: 'sm:grid-cols-2',
  3: 'sm:grid-cols-2 lg:grid-cols-3',
  4: 'grid-cols-2 lg:grid-cols-4',
};

/** Equal columns that fold to fewer on smaller screens. */
export function Grid({
  columns,
  gap = 'md',
  className,
  children,
}: StackProps & { columns: keyof typeof columnsBy }) {
  return <div className={cn('grid min-w-0', gaps[gap], columnsBy[columns], className)}>{children}</div>;
}
