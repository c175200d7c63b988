'use client';

import type { AuditEntry } from '@tollgate/contract/watch';
import { formatDateTime } from '@tollgate/ui/data/format';
import { KeyValue } from '@tollgate/ui/data/key-value';
import { Button } from '@tollgate/ui/forms/button';
import { Dialog } from '@tollgate/ui/overlay/dialog';
import type { ChangedField } from './changed-fields.ts';

/** A button that shows one change: who, when, and each value before and after. */
export function ChangeDialog({ entry, fields }: { entry: AuditEntry; fields: ChangedField[] }) {
  return (
    <Dialog
      trigger={
        <Button size="sm" variant="ghost">
          Details
        </Button>
      }
      title={`${entry.action} · ${entry.target.name ?? entry.target.id}`}
      size="lg"
    >
      <div className="flex flex-col gap-5">
        <KeyValue
          items={[
            { label: 'Who', value: `${entry.actor.name} (${entry.actor.kind})` },
            { label: 'When', value: formatDateTime(entry.at, true) },
            { label: 'Target', value: <code className="font-mono text-xs">{entry.target.id}</code> },
            { label: 'Change number', value: entry.changeNumber ?? 'none: gateways need not know' },
            { label: 'Request', value: <code className="font-mono text-xs">{entry.requestId ?? '–'}</code> },
          ]}
        />
        {fields.length > 0 ? (
          <FieldTable fields={fields} />
        ) : (
          <p className="text-ink-muted">No value changed.</p>
        )}
      </div>
    </Dialog>
  );
}

function FieldTable({ fields }: { fields: ChangedField[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller has to be focusable to scroll by keyboard
    <section aria-label="Values before and after" tabIndex={0} className="overflow-x-auto rounded-md border">
      <table className="w-full text-left text-xs">
        <thead className="border-b bg-sunken text-ink-muted">
          <tr>
            <th scope="col" className="px-3 py-2 font-medium">
              Value
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              Before
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              After
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {fields.map((field) => (
            <tr key={field.path} className="align-top">
              <th scope="row" className="px-3 py-1.5 font-mono font-normal">
                {field.path}
              </th>
              <td className="min-w-36 break-words px-3 py-1.5 text-danger-text">{field.before ?? '–'}</td>
              <td className="min-w-36 break-words px-3 py-1.5 text-success-text">{field.after ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
