'use client';

import type { CatalogMethod } from '@tollgate/contract/catalog';
import { Alert } from '@tollgate/ui/feedback/alert';
import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Textarea } from '@tollgate/ui/forms/textarea';
import { Card } from '@tollgate/ui/layout/card';
import { Play } from 'lucide-react';
import { CREDENTIAL_OF } from '../authentication/method-words.ts';
import { Answer } from './answer.tsx';
import { CredentialFields } from './credential-fields.tsx';
import { TryFieldInput } from './try-field-input.tsx';
import { fieldKey, type TryField } from './try-request.ts';
import { type Tried, useTryIt } from './use-try-it.ts';

/** Sends a real request to the gateway with the reader's credential. */
export function TryIt({ authentication, ...tried }: Tried & { authentication: CatalogMethod }) {
  const { fields, body } = tried;
  const state = useTryIt(tried, CREDENTIAL_OF[authentication.kind]);
  const { credentials, setCredentials, bodyText, setBodyText, answer, isSending, missing } = state;
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
    <Card title="Try it" description="Sends a real request in your name. It counts like any other.">
      <form onSubmit={state.send} noValidate className="flex min-w-0 flex-col gap-4">
        <CredentialFields
          method={authentication}
          product={tried.where.product}
          credentials={credentials}
          onChange={setCredentials}
        />
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
