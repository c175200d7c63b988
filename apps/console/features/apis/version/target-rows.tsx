'use client';

import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { IconButton } from '@tollgate/ui/forms/icon-button';
import { Input } from '@tollgate/ui/forms/input';
import { NumberInput } from '@tollgate/ui/inputs/number-input';
import { Plus, Trash2 } from 'lucide-react';
import type { Row } from '../../../shell/forms/use-rows.ts';
import type { TargetValue } from './balancing-values.ts';

const MAX_TARGETS = 31;

/** Props of `TargetRows`. */
export type TargetRowsProps = {
  rows: Row<TargetValue>[];
  add: (value: TargetValue) => void;
  remove: (key: number) => void;
};

/** Addresses besides the upstream’s URL, each with its weight. */
export function TargetRows({ rows, add, remove }: TargetRowsProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 font-medium text-ui">Further targets</legend>
      {rows.length > 0 ? (
        <Field name="balancing.weight" label="Weight of the upstream URL" className="sm:max-w-60">
          <NumberInput />
        </Field>
      ) : null}
      {rows.map((row, index) => (
        <div key={row.key} className="flex flex-wrap items-start gap-2">
          <Field
            name={`balancing.targets.${index}.url`}
            label={`Target ${index + 2}: URL`}
            className="min-w-52 flex-1"
          >
            <Input type="url" defaultValue={row.value.url} placeholder="https://b.example.com/v1" />
          </Field>
          <Field name={`balancing.targets.${index}.weight`} label="Weight" className="w-24">
            <NumberInput defaultValue={row.value.weight} />
          </Field>
          <IconButton
            label={`Remove target ${index + 2}`}
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
          rows.length >= MAX_TARGETS ? `An upstream has at most ${MAX_TARGETS + 1} targets.` : undefined
        }
        onClick={() => add({ url: '', weight: '1' })}
      >
        Add a target
      </Button>
    </fieldset>
  );
}
