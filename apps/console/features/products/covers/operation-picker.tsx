'use client';

import type { Operation } from '@tollgate/contract/apis';
import { MethodBadge } from '@tollgate/ui/code/method-badge';
import { formatNumber } from '@tollgate/ui/data/format';
import { VirtualList } from '@tollgate/ui/data/virtual-list';
import { Button } from '@tollgate/ui/forms/button';
import { SearchInput } from '@tollgate/ui/inputs/search-input';
import { useState } from 'react';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { saveOperations } from '../actions.ts';

type PickedOperation = Pick<Operation, 'id' | 'method' | 'path' | 'summary'>;

/** Props of `OperationPicker`. */
export type OperationPickerProps = {
  productId: string;
  apiVersionId: string;
  operations: PickedOperation[];
  /** Ids chosen so far. */
  chosen: string[];
  disabledReason: string | undefined;
};

/** A searchable list of operations to tick; ticked ones stay ticked while searching. */
export function OperationPicker(props: OperationPickerProps) {
  const [picked, setPicked] = useState(() => new Set(props.chosen));
  const [query, setQuery] = useState('');
  const shown = props.operations.filter(({ method, path, summary }) =>
    `${method} ${path} ${summary}`.toLowerCase().includes(query.trim().toLowerCase()),
  );
  const set = (ids: string[], isPicked: boolean) =>
    setPicked((current) => {
      const next = new Set(current);
      for (const id of ids) isPicked ? next.add(id) : next.delete(id);
      return next;
    });
  const shownIds = shown.map((operation) => operation.id);
  return (
    <SaveForm
      action={saveOperations}
      disabledReason={props.disabledReason}
      aside={
        <span aria-live="polite" className="text-ink-muted text-ui">
          {formatNumber(picked.size)} of {formatNumber(props.operations.length)} chosen
        </span>
      }
    >
      <input type="hidden" name="productId" value={props.productId} />
      <input type="hidden" name="apiVersionId" value={props.apiVersionId} />
      <input type="hidden" name="operationIds" value={[...picked].join(',')} />
      <div className="flex flex-wrap gap-2">
        <div className="min-w-48 flex-1">
          <SearchInput label="Method, path or summary" onSearch={setQuery} delayMs={100} />
        </div>
        <Button onClick={() => set(shownIds, true)}>Choose all shown</Button>
        <Button variant="ghost" onClick={() => set(shownIds, false)}>
          Choose none shown
        </Button>
      </div>
      <VirtualList
        label="Operations"
        className="h-112 rounded-md border"
        items={shown}
        getItemKey={(operation) => operation.id}
        estimatedHeightPx={44}
        renderItem={(operation) => (
          <label className="flex min-h-11 items-center gap-3 border-b px-3 py-1.5 hover:bg-hover">
            <input
              type="checkbox"
              checked={picked.has(operation.id)}
              onChange={(event) => set([operation.id], event.target.checked)}
              className="size-4 shrink-0 accent-accent touch:size-5"
            />
            <MethodBadge method={operation.method} />
            <span className="min-w-0">
              <code className="block truncate font-mono text-xs">{operation.path}</code>
              <span className="block truncate text-ink-muted text-xs">{operation.summary}</span>
            </span>
          </label>
        )}
      />
    </SaveForm>
  );
}
