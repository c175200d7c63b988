'use client';

import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { IconButton } from '@tollgate/ui/forms/icon-button';
import { MoneyInput } from '@tollgate/ui/inputs/money-input';
import { NumberInput } from '@tollgate/ui/inputs/number-input';
import { Plus, Trash2 } from 'lucide-react';
import { useRows } from '../../shell/forms/use-rows.ts';
import type { TierValue } from './terms-values.ts';

const MAX_TIERS = 20;

/** Props of `TierRows`. */
export type TierRowsProps = { initial: TierValue[]; currency: string; onChange: () => void };

/** The tiers of a price: each up to a number of requests, the last without end. */
export function TierRows({ initial, currency, onChange }: TierRowsProps) {
  const { rows, add, remove } = useRows(initial.length > 0 ? initial : [{ upTo: '', unitPrice: '' }]);
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 font-medium text-ui">Tiers, counted after the included requests</legend>
      {rows.map((row, index) => (
        <div key={row.key} className="flex items-start gap-2">
          <Field
            name={`terms.usage.tiers.${index}.upTo`}
            label={`Tier ${index + 1}: up to`}
            className="flex-1"
          >
            <NumberInput unit="requests" placeholder="no end" defaultValue={row.value.upTo} />
          </Field>
          <Field name={`terms.usage.tiers.${index}.unitMinor`} label="Price of a request" className="flex-1">
            <MoneyInput currency={currency} defaultValue={row.value.unitPrice} />
          </Field>
          <IconButton
            label={`Remove tier ${index + 1}`}
            icon={<Trash2 />}
            className="mt-6.5"
            onClick={() => {
              remove(row.key);
              onChange();
            }}
          />
        </div>
      ))}
      <Button
        size="sm"
        icon={<Plus />}
        className="self-start"
        disabledReason={rows.length >= MAX_TIERS ? `A price has at most ${MAX_TIERS} tiers.` : undefined}
        onClick={() => {
          add({ upTo: '', unitPrice: '' });
          onChange();
        }}
      >
        Add a tier
      </Button>
    </fieldset>
  );
}
