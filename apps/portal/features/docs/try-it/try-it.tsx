'use client';

import { Alert } from '@tollgate/ui/feedback/alert';
import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Textarea } from '@tollgate/ui/forms/textarea';
import { Card } from '@tollgate/ui/layout/card';
import { TextLink } from '@tollgate/ui/link';
import { Play } from 'lucide-react';
import { usePaths } from '../../../shell/paths-provider.tsx';
import { Answer } from './answer.tsx';
import { TryFieldInput } from './try-field-input.tsx';
import { fieldKey, type TryField } from './try-request.ts';
import { type Tried, useTryIt } from './use-try-it.ts';

/** Sends a real request to the gateway with the reader's key. */
export function TryIt(tried: Tried) {
  const { fields, body } = tried;
  const paths = usePaths();
  const state = useTryIt(tried);
  const { key, setKey, bodyText, setBodyText, answer, isSending, missing } = state;
  const inputOf = (field: TryField) => (
    <TryFieldInput
      key={fieldKey(field)}
      field={field}
      value={state.valueOf(field)}
      isMissing={missing.includes(field.name)}
      onChange={(value) => state.setValue(field, value)}
    />
  );
  const optional = fields.filter((field) => !field.isRequired);
  return (
    <Card title="Try it" description="Sends a real request with your key. It counts like any other.">
      <form onSubmit={state.send} noValidate className="flex min-w-0 flex-col gap-4">
        <Field
          label="API key"
          aside={<TextLink href={paths.subscribe(tried.where.product)}>Get a key</TextLink>}
          hint="Kept in this tab only."
        >
          <Input
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder="tg_live_…"
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        </Field>
        {fields.filter((field) => field.isRequired).map(inputOf)}
        {optional.length > 0 ? (
          <details>
            <summary className="w-fit rounded-sm text-accent-text text-ui hover:underline touch:py-3">
              {optional.length} optional {optional.length === 1 ? 'parameter' : 'parameters'}
            </summary>
            <div className="mt-3 flex flex-col gap-4">{optional.map(inputOf)}</div>
          </details>
        ) : null}
        {body ? (
          <Field label={`Body, ${body.mediaType}`}>
            <Textarea
              isCode
              rows={8}
              value={bodyText}
              onChange={(event) => setBodyText(event.target.value)}
            />
          </Field>
        ) : null}
        {missing.length > 0 ? <Alert tone="danger" title={`Fill in ${missing.join(', ')} first.`} /> : null}
        <Button type="submit" variant="primary" isPending={isSending} icon={<Play />} className="self-start">
          Send request
        </Button>
      </form>
      <div aria-live="polite">{answer ? <Answer answer={answer} /> : null}</div>
    </Card>
  );
}
