'use client';

import type { Terms } from '@tollgate/domain/terms';
import { ActionForm } from '@tollgate/ui/forms/action-form';
import { Field } from '@tollgate/ui/forms/field';
import { FormErrorSummary } from '@tollgate/ui/forms/form-error-summary';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { SubmitButton } from '@tollgate/ui/forms/submit-button';
import { RadioCards } from '@tollgate/ui/inputs/radio-cards';
import { Card } from '@tollgate/ui/layout/card';
import { type ReactNode, useState } from 'react';
import type { FirstCallRequest } from '../../shell/try/first-call-request.ts';
import { PlanTerms } from '../pricing/index.ts';
import { subscribe } from './actions.ts';
import { NEW_APP } from './new-app.ts';
import { Subscribed, type SubscribedResult } from './subscribed.tsx';

type OfferedPlan = {
  id: string;
  slug: string;
  name: string;
  summary: string;
  terms: Terms;
  price: { amount: string; unit: string };
};

/** Props of `SubscribeForm`. */
export type SubscribeFormProps = {
  product: { name: string; slug: string };
  plans: OfferedPlan[];
  apps: { id: string; name: string; isSubscribed: boolean }[];
  /** What the address chose: a plan's slug and an app's id. */
  chosen: { plan: string | undefined; app: string | undefined };
  firstCall: FirstCallRequest | undefined;
  /** Above the form; gone once the key is shown. */
  notice: ReactNode;
};

/** Plan and app; after it the key, once. */
export function SubscribeForm({ product, plans, apps, chosen, firstCall, notice }: SubscribeFormProps) {
  const [outcome, setOutcome] = useState<SubscribedResult>();
  const [planId, setPlanId] = useState(
    (plans.find(({ slug }) => slug === chosen.plan) ?? plans[0])?.id ?? '',
  );
  const [appId, setAppId] = useState(
    (apps.find(({ id }) => id === chosen.app) ?? apps.find(({ isSubscribed }) => !isSubscribed))?.id ??
      NEW_APP,
  );
  const plan = plans.find(({ id }) => id === planId);
  if (outcome) return <Subscribed result={outcome} product={product.name} firstCall={firstCall} />;
  return (
    <ActionForm
      action={subscribe}
      onSuccess={setOutcome}
      initialValues={{ name: 'My app' }}
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]"
    >
      <div className="flex min-w-0 flex-col gap-6">
        {notice}
        <FormErrorSummary labels={{ planId: 'Plan', appId: 'App', name: 'Name of the app' }} />
        <RadioCards
          name="planId"
          label="Plan"
          value={planId}
          onChange={setPlanId}
          options={plans.map(({ id, name, summary, price }) => ({
            value: id,
            label: (
              <span className="flex flex-wrap justify-between gap-x-4">
                {name}
                <span>
                  {price.amount} <span className="font-normal text-ink-muted">{price.unit}</span>
                </span>
              </span>
            ),
            description: summary,
          }))}
        />
        {apps.length > 0 ? (
          <Field name="appId" label="App" hint="Its keys will be able to call the product.">
            <Select
              value={appId}
              onChange={(event) => setAppId(event.target.value)}
              options={[
                ...apps.map(({ id, name }) => ({ value: id, label: name })),
                { value: NEW_APP, label: 'A new app…' },
              ]}
            />
          </Field>
        ) : (
          <input type="hidden" name="appId" value={NEW_APP} />
        )}
        {appId === NEW_APP ? (
          <Field name="name" label="Name of the app" hint="You can change it later." isRequired>
            <Input />
          </Field>
        ) : null}
      </div>
      <Card title="Your terms" className="lg:sticky lg:top-20">
        {plan ? <PlanTerms terms={plan.terms} /> : null}
        <p className="mt-4 mb-3 border-t pt-3 text-ink-muted text-ui">{plan ? billingText(plan) : null}</p>
        <SubmitButton className="w-full">Subscribe and get a key</SubmitButton>
      </Card>
    </ActionForm>
  );
}

function billingText({ terms, price }: OfferedPlan): string {
  if (terms.approval === 'manual') return 'The provider approves each subscription before it works.';
  if (price.amount === 'Free') return 'Free of charge. Cancel at any time.';
  return 'Billed monthly, from today, for what was used. Cancel at any time.';
}
