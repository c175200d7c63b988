'use client';

import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { IconButton } from '@tollgate/ui/forms/icon-button';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { NumberInput } from '@tollgate/ui/inputs/number-input';
import { Plus, Trash2 } from 'lucide-react';
import { useRows } from '../../shell/forms/use-rows.ts';
import type { LimitValue } from './terms-values.ts';

const MAX_LIMITS = 8;
const WINDOWS = [
  { value: '1', label: 'second' },
  { value: '60', label: 'minute' },
  { value: '3600', label: 'hour' },
  { value: '86400', label: 'day' },
];

/** Ceilings on short windows; all of them hold at once. */
export function LimitRows({ initial }: { initial: LimitValue[] }) {
  const { rows, add, remove } = useRows(initial);
  const unused = WINDOWS.find(({ label }) => !rows.some((row) => row.value.name === label));
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 font-medium text-ui">Limits</legend>
      {rows.map((row, index) => (
        <div key={row.key} className="flex flex-wrap items-start gap-2">
          <Field name={`terms.limits.${index}.requests`} label="At most" className="min-w-32 flex-1">
            <NumberInput unit="requests" defaultValue={row.value.requests} />
          </Field>
          <Field name={`terms.limits.${index}.windowSeconds`} label="In a" className="w-28">
            <Select options={WINDOWS} defaultValue={row.value.windowSeconds} />
          </Field>
          <Field name={`terms.limits.${index}.name`} label="Called" className="w-32">
            <Input defaultValue={row.value.name} />
          </Field>
          <IconButton
            label={`Remove limit ${index + 1}`}
            icon={<Trash2 />}
            className="mt-6.5"
            onClick={() => remove(row.key)}
          />
        </div>
      ))}
      <Button
        size="sm"
        icon={<Plus />}
        className="self-start"
        disabledReason={rows.length >= MAX_LIMITS ? `A plan has at most ${MAX_LIMITS} limits.` : undefined}
        onClick={() =>
          add({
            name: unused?.label ?? `limit-${rows.length + 1}`,
            requests: '',
            windowSeconds: unused?.value ?? '60',
          })
        }
      >
        Add a limit
      </Button>
    </fieldset>
  );
}
