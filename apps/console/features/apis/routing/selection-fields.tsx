'use client';

import { Checkbox } from '@tollgate/ui/forms/checkbox';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { useState } from 'react';
import type { RoutingValues } from './routing-values.ts';

const WAYS = [
  { value: 'header', label: 'By a header' },
  { value: 'media_type_parameter', label: 'By a parameter of a media type in Accept' },
  { value: 'media_type', label: 'By a media type in Accept' },
];
const NAMES: Record<string, { label: string; placeholder: string }> = {
  header: { label: 'Name of the header', placeholder: 'api-version' },
  media_type_parameter: { label: 'Name of the parameter', placeholder: 'version' },
};

/** How a request says that it means this version. */
export function SelectionFields({ values }: { values: RoutingValues }) {
  const [by, setBy] = useState<string>(values.by);
  const name = NAMES[by];
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
        <Field name="routing.selection.by" label="A request says so">
          <Select options={WAYS} value={by} onChange={(event) => setBy(event.target.value)} />
        </Field>
        {name ? (
          <Field name="routing.selection.name" label={name.label} isRequired>
            <Input className="font-mono" placeholder={name.placeholder} />
          </Field>
        ) : null}
        <Field
          name="routing.selection.value"
          label={name ? 'Its value for this version' : 'Media type of this version'}
          isRequired
        >
          <Input className="font-mono" placeholder={name ? '2' : 'application/vnd.acme.v2+json'} />
        </Field>
      </div>
      <Checkbox
        name="routing.selection.isDefault"
        label="Requests that say nothing mean this version"
        defaultChecked={values.isDefault}
      />
    </div>
  );
}
