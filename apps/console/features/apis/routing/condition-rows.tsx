'use client';

import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { IconButton } from '@tollgate/ui/forms/icon-button';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { Textarea } from '@tollgate/ui/forms/textarea';
import { Plus, Trash2 } from 'lucide-react';
import { useRows } from '../../../shell/forms/use-rows.ts';
import type { ConditionValue } from './operation-values.ts';

const MAX_CONDITIONS = 8;
const PLACES = [
  { value: 'header', label: 'Header' },
  { value: 'query', label: 'Query parameter' },
];

/** Headers and query parameters that a request must carry to be of an operation. */
export function ConditionRows({ values }: { values: ConditionValue[] }) {
  const { rows, add, remove } = useRows(values);
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 font-medium text-ui">Conditions</legend>
      <p className="text-ink-muted text-ui">
        Only requests that carry all of them are of this operation. Operations of one method and path stand
        side by side when theirs differ; the most specific goes first. Values stand one a line; without any,
        it is enough that the header or parameter is there.
      </p>
      {rows.map((row, index) => (
        <div key={row.key} className="flex flex-wrap items-start gap-2 border-t pt-3">
          <Field name={`match.${index}.in`} label={`Condition ${index + 1}`} className="w-40">
            <Select options={PLACES} defaultValue={row.value.place} />
          </Field>
          <Field name={`match.${index}.name`} label="Name" className="min-w-40 flex-1">
            <Input className="font-mono" defaultValue={row.value.name} placeholder="x-beta" />
          </Field>
          <Field name={`match.${index}.values`} label="Is one of" className="min-w-52 flex-1">
            <Textarea rows={2} className="font-mono" defaultValue={row.value.values} />
          </Field>
          <IconButton
            label={`Remove condition ${index + 1}`}
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
        disabledReason={
          rows.length >= MAX_CONDITIONS ? `An operation has at most ${MAX_CONDITIONS} conditions.` : undefined
        }
        onClick={() => add({ place: 'header', name: '', values: '' })}
      >
        Add a condition
      </Button>
    </fieldset>
  );
}
