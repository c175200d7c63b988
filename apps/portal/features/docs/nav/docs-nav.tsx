'use client';

import { cn } from '@tollgate/ui/cn';
import { VirtualList } from '@tollgate/ui/data/virtual-list';
import { Skeleton } from '@tollgate/ui/feedback/skeleton';
import { SearchInput } from '@tollgate/ui/inputs/search-input';
import { AppLink, useNavigation } from '@tollgate/ui/link';
import { useDeferredValue, useMemo, useState } from 'react';
import type { DocsAt } from '../../../shell/paths.ts';
import { usePaths } from '../../../shell/paths-provider.tsx';
import { type NavRow, navRows, searchRows } from './docs-index.ts';
import { OperationLine, TagLine } from './nav-lines.tsx';
import { useDocsIndex } from './use-docs-index.ts';

/** Up to so many operations, every tag starts open. */
const MOST_ALL_OPEN = 40;

/** Props of `DocsNav`. */
export type DocsNavProps = { where: DocsAt; className?: string };

/** Every operation of an API version, below its tags; searched as one types. */
export function DocsNav({ where, className }: DocsNavProps) {
  const paths = usePaths();
  const { pathname = '' } = useNavigation();
  const { index, isFailed } = useDocsIndex(paths.docsIndex(where));
  const [text, setText] = useState('');
  // What the reader opened and closed; other tags are open when they hold the page shown.
  const [chosen, setChosen] = useState<ReadonlyMap<number, boolean>>(new Map());
  const wanted = useDeferredValue(text.trim());

  const currentId = useMemo(
    () => index?.operations.find(([id]) => paths.operation(where, id) === pathname)?.[0],
    [index, pathname, paths, where],
  );
  const rows = useMemo(() => {
    if (!index) return [];
    if (wanted) return searchRows(index, wanted);
    // Without an operation on the page, the first tag shows what there is.
    const [first] = index.operations;
    const currentTag = (index.operations.find(([id]) => id === currentId) ?? first)?.[4][0];
    const isShort = index.operations.length <= MOST_ALL_OPEN;
    const isOpen = (tag: number) => chosen.get(tag) ?? (isShort || tag === currentTag);
    return navRows(index, new Set([...index.tags.keys(), -1].filter(isOpen)));
  }, [index, wanted, chosen, currentId]);
  const activeIndex = rows.findIndex((row) => row.kind === 'operation' && row.line[0] === currentId);

  return (
    <nav aria-label="Docs" className={cn('flex min-h-0 flex-col gap-2', className)}>
      <SearchInput label="Search operations" delayMs={0} onSearch={setText} />
      <AppLink
        href={paths.docs(where)}
        aria-current={pathname === paths.docs(where) ? 'page' : undefined}
        className="rounded-md px-2 py-1.5 text-ui hover:bg-hover aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent-text touch:py-3"
      >
        Overview
      </AppLink>
      {index ? (
        <>
          <p role="status" className={wanted ? 'px-2 text-ink-muted text-xs' : 'sr-only'}>
            {wanted ? `${rows.length} of ${index.operations.length} operations` : ''}
          </p>
          <VirtualList
            key={wanted}
            label="Operations"
            items={rows}
            getItemKey={keyOf}
            estimatedHeightPx={32}
            {...(activeIndex >= 0 ? { activeIndex } : {})}
            className="flex-1"
            renderItem={(row) =>
              row.kind === 'tag' ? (
                <TagLine row={row} toggle={() => setChosen(new Map(chosen).set(row.tag, !row.isOpen))} />
              ) : (
                <OperationLine
                  line={row.line}
                  href={paths.operation(where, row.line[0])}
                  isCurrent={row.line[0] === currentId}
                />
              )
            }
          />
        </>
      ) : (
        <NavPlaceholder isFailed={isFailed} />
      )}
    </nav>
  );
}

function keyOf(row: NavRow): string {
  return row.kind === 'tag' ? `tag ${row.tag}` : row.key;
}

function NavPlaceholder({ isFailed }: { isFailed: boolean }) {
  if (isFailed) {
    return (
      <p role="alert" className="px-2 text-danger-text text-ui">
        The list of operations could not be loaded. Reload the page to try again.
      </p>
    );
  }
  return (
    <div role="status" aria-label="Loading the list of operations" className="flex flex-col gap-3 px-2 pt-2">
      {['w-40', 'w-28', 'w-36', 'w-24', 'w-32'].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
