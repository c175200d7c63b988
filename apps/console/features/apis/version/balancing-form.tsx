'use client';

import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { Switch } from '@tollgate/ui/forms/switch';
import { NumberInput } from '@tollgate/ui/inputs/number-input';
import { useState } from 'react';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { useRows } from '../../../shell/forms/use-rows.ts';
import { saveBalancing } from '../actions.ts';
import type { BalancingValues, Part } from './balancing-values.ts';
import { TargetRows } from './target-rows.tsx';

const METHODS = [
  { value: 'round_robin', label: 'In turn, by weight' },
  { value: 'least_requests', label: 'Fewest requests under way' },
  { value: 'peak_ewma', label: 'Quickest answers' },
  { value: 'consistent_hash', label: 'The same one for the same caller' },
];
const HASH_BY = [
  { value: 'app', label: 'The app' },
  { value: 'address', label: 'The client’s address' },
  { value: 'header', label: 'A header' },
  { value: 'cookie', label: 'A cookie' },
];

interface PartForm {
  part: Part;
  label: string;
  hint: string;
  /** Whether it means anything with one target. */
  needsTargets: boolean;
  fields: { name: string; label: string; unit?: string; isText?: boolean }[];
}

const PART_FORMS: PartForm[] = [
  {
    part: 'ejection',
    label: 'Leave out targets that fail',
    hint: 'A failure is no answer, half an answer, or 502, 503 or 504. Who fails again stays out longer.',
    needsTargets: true,
    fields: [
      { name: 'failures', label: 'After failures in a row' },
      { name: 'durationMs', label: 'For', unit: 'ms' },
    ],
  },
  {
    part: 'healthCheck',
    label: 'Check targets',
    hint: 'Each gateway worker asks each target. 200 to 399 in time is healthy.',
    needsTargets: true,
    fields: [
      { name: 'path', label: 'Path below the target’s URL', isText: true },
      { name: 'intervalMs', label: 'Every', unit: 'ms' },
      { name: 'timeoutMs', label: 'Answered within', unit: 'ms' },
      { name: 'unhealthyAfter', label: 'Unhealthy after', unit: 'failures' },
      { name: 'healthyAfter', label: 'Healthy after', unit: 'successes' },
    ],
  },
  {
    part: 'retries',
    label: 'Try again',
    hint: 'Only where nothing was sent, or for methods that may be repeated and have no body; on another target where there is one.',
    needsTargets: false,
    fields: [
      { name: 'attempts', label: 'Further attempts' },
      { name: 'budgetPercent', label: 'At most this share of requests', unit: '%' },
      { name: 'minPerSecond', label: 'And besides', unit: 'a second' },
    ],
  },
  {
    part: 'breaker',
    label: 'Stop calling an operation that keeps failing',
    hint: 'Callers get 502 at once. After the rest a few requests are let through: when all succeed, it goes on.',
    needsTargets: false,
    fields: [
      { name: 'failurePercent', label: 'When this many fail', unit: '%' },
      { name: 'minRequests', label: 'Of at least', unit: 'requests' },
      { name: 'windowMs', label: 'Within', unit: 'ms' },
      { name: 'openMs', label: 'Rest for', unit: 'ms' },
      { name: 'probes', label: 'Then let through', unit: 'requests' },
    ],
  },
];

/** Props of `BalancingForm`. */
export type BalancingFormProps = {
  apiVersionId: string;
  values: BalancingValues;
  refusal: string | undefined;
};

/** Further targets of an upstream, how the next is chosen, and what happens when one fails. */
export function BalancingForm({ apiVersionId, values, refusal }: BalancingFormProps) {
  const { rows, add, remove } = useRows(values.targets);
  const [on, setOn] = useState<ReadonlySet<Part>>(new Set(values.on));
  const toggle = (part: Part, isOn: boolean) =>
    setOn((parts) => new Set(isOn ? [...parts, part] : [...parts].filter((other) => other !== part)));
  return (
    <SaveForm action={saveBalancing} disabledReason={refusal} initialValues={values.fields}>
      <input type="hidden" name="apiVersionId" value={apiVersionId} />
      <TargetRows rows={rows} add={add} remove={remove} />
      {rows.length > 0 ? <ChoiceFields values={values} /> : null}
      {PART_FORMS.filter(({ part, needsTargets }) => !needsTargets || rows.length > 0 || on.has(part)).map(
        (form) => (
          <PartFields key={form.part} form={form} isOn={on.has(form.part)} onToggle={toggle} />
        ),
      )}
    </SaveForm>
  );
}

function ChoiceFields({ values }: { values: BalancingValues }) {
  const [method, setMethod] = useState<string>(values.method);
  const [hashBy, setHashBy] = useState<string>(values.hashBy);
  const isHash = method === 'consistent_hash';
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field name="balancing.method" label="The next request goes to">
        <Select options={METHODS} value={method} onChange={(event) => setMethod(event.target.value)} />
      </Field>
      {isHash ? (
        <Field name="balancing.hashBy" label="A caller is">
          <Select options={HASH_BY} value={hashBy} onChange={(event) => setHashBy(event.target.value)} />
        </Field>
      ) : (
        <Field name="balancing.slowStartMs" label="A target that comes back has its whole share after">
          <NumberInput unit="ms" />
        </Field>
      )}
      {isHash && (hashBy === 'header' || hashBy === 'cookie') ? (
        <Field
          name="balancing.hashName"
          label={hashBy === 'header' ? 'Name of the header' : 'Name of the cookie'}
        >
          <Input className="font-mono" />
        </Field>
      ) : null}
      <Field name="balancing.panicPercent" label="Use all targets when fewer are fit than">
        <NumberInput unit="%" />
      </Field>
    </div>
  );
}

type PartFieldsProps = { form: PartForm; isOn: boolean; onToggle: (part: Part, isOn: boolean) => void };

function PartFields({ form, isOn, onToggle }: PartFieldsProps) {
  const { part, label, hint, fields } = form;
  return (
    <div className="flex flex-col gap-4 border-t pt-4">
      <Switch
        name={`on.${part}`}
        label={label}
        hint={hint}
        checked={isOn}
        onChange={(event) => onToggle(part, event.target.checked)}
      />
      {isOn ? (
        <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
          {fields.map((field) => (
            <Field key={field.name} name={`balancing.${part}.${field.name}`} label={field.label} isRequired>
              {field.isText ? <Input className="font-mono" /> : <NumberInput unit={field.unit} />}
            </Field>
          ))}
        </div>
      ) : null}
    </div>
  );
}
