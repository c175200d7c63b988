'use client';

import { Terms } from '@tollgate/domain/terms';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { MoneyInput } from '@tollgate/ui/inputs/money-input';
import { NumberInput } from '@tollgate/ui/inputs/number-input';
import { RadioCards } from '@tollgate/ui/inputs/radio-cards';
import { Card } from '@tollgate/ui/layout/card';
import { useEffect, useRef, useState } from 'react';
import { SaveForm, type SaveFormProps } from '../../shell/forms/save-form.tsx';
import { LimitRows } from './limit-rows.tsx';
import { PricePreview } from './price-preview.tsx';
import { type PriceModel, readTerms } from './read-terms.ts';
import type { TermsValues, TierValue } from './terms-values.ts';
import { TierRows } from './tier-rows.tsx';

const MODELS = [
  { value: 'free', label: 'Free of charge', description: 'Requests cost nothing.' },
  { value: 'per_unit', label: 'Per request', description: 'Each one costs the same.' },
  { value: 'graduated', label: 'Graduated', description: 'Each tier’s requests at that tier’s price.' },
  { value: 'volume', label: 'Volume', description: 'All requests at the price of the tier reached.' },
];

const APPROVALS = [
  { value: 'automatic', label: 'Automatic', description: 'A subscription works at once.' },
  { value: 'manual', label: 'By a member', description: 'Somebody here approves each one first.' },
];

/** Props of `PlanEditor`. */
export type PlanEditorProps = {
  action: SaveFormProps['action'];
  submitLabel: string;
  disabledReason: string | undefined;
  /** `productId` of a new plan or `planId` of one that exists. */
  target: { name: 'productId' | 'planId'; value: string };
  name: string;
  summary: string;
  terms: TermsValues;
};

/** The terms of a plan, with what they come to at example quantities beside them. */
export function PlanEditor(props: PlanEditorProps) {
  const { terms } = props;
  const anchor = useRef<HTMLInputElement>(null);
  const [edits, setEdits] = useState(0);
  const [model, setModel] = useState<PriceModel>(terms.model);
  const [currency, setCurrency] = useState(terms.fields['terms.currency'] ?? 'USD');
  const [preview, setPreview] = useState<Terms>();
  const touch = () => setEdits((count) => count + 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each edit changes what the form holds
  useEffect(() => {
    const form = anchor.current?.form;
    setPreview(form ? termsOf(new FormData(form)) : undefined);
  }, [edits, model]);

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Card>
        <div onInput={touch} onChange={touch}>
          <SaveForm
            action={props.action}
            submitLabel={props.submitLabel}
            disabledReason={props.disabledReason}
            initialValues={{ ...terms.fields, name: props.name, summary: props.summary }}
          >
            <input ref={anchor} type="hidden" name={props.target.name} value={props.target.value} />
            <Field name="name" label="Name" isRequired>
              <Input maxLength={60} placeholder="Pro" />
            </Field>
            <Field name="summary" label="Summary" hint="One line for the price list." isOptional>
              <Input maxLength={300} />
            </Field>
            <div className="grid gap-5 sm:grid-cols-2">
              <Field name="terms.currency" label="Currency" isRequired>
                <Input
                  maxLength={3}
                  className="uppercase"
                  onBlur={(event) => setCurrency(toCurrency(event.target.value))}
                />
              </Field>
              <Field name="terms.flatFeeMinor" label="Flat fee a month">
                <MoneyInput currency={currency} />
              </Field>
            </div>
            <PriceFields
              model={model}
              onModel={setModel}
              tiers={terms.tiers}
              currency={currency}
              onChange={touch}
            />
            <LimitRows initial={terms.limits} />
            <Field
              name="terms.quota.requests"
              label="Quota a month"
              hint="Requests beyond it are refused until the next period. No quota when empty."
              isOptional
            >
              <NumberInput unit="requests" />
            </Field>
            <RadioCards name="terms.approval" label="Approval" columns={2} options={APPROVALS} />
          </SaveForm>
        </div>
      </Card>
      <Card title="What it comes to" className="lg:sticky lg:top-20">
        <PricePreview terms={preview} />
      </Card>
    </div>
  );
}

type PriceFieldsProps = {
  model: PriceModel;
  onModel: (model: PriceModel) => void;
  tiers: TierValue[];
  currency: string;
  onChange: () => void;
};

function PriceFields({ model, onModel, tiers, currency, onChange }: PriceFieldsProps) {
  return (
    <>
      <RadioCards
        name="model"
        label="Price of requests"
        columns={2}
        options={MODELS}
        value={model}
        onChange={(value) => onModel(value as PriceModel)}
      />
      {model === 'free' ? null : (
        <Field name="terms.usage.included" label="Included each month" hint="Requests that cost nothing.">
          <NumberInput unit="requests" />
        </Field>
      )}
      {model === 'per_unit' ? (
        <Field name="terms.usage.unitMinor" label="Price of a request" isRequired>
          <MoneyInput currency={currency} />
        </Field>
      ) : null}
      {model === 'graduated' || model === 'volume' ? (
        <TierRows initial={tiers} currency={currency} onChange={onChange} />
      ) : null}
    </>
  );
}

function toCurrency(text: string): string {
  const code = text.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : 'USD';
}

function termsOf(form: FormData): Terms | undefined {
  try {
    return Terms.safeParse(readTerms(form)).data;
  } catch {
    return undefined;
  }
}
