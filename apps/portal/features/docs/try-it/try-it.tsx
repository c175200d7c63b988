'use client';

import { Alert } from '@tollgate/ui/feedback/alert';
import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Textarea } from '@tollgate/ui/forms/textarea';
import { Card } from '@tollgate/ui/layout/card';
import { TextLink } from '@tollgate/ui/link';
import { Play } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { rememberedKey, rememberKey } from '../../../shell/key-memory.ts';
import type { DocsAt } from '../../../shell/paths.ts';
import { usePaths } from '../../../shell/paths-provider.tsx';
import { sendTry } from '../../../shell/send-try.ts';
import type { TryAnswer, TryFailure, TryInput } from '../../../shell/try-message.ts';
import { Answer } from './answer.tsx';
import { TryFieldInput } from './try-field-input.tsx';
import { fieldKey, type TryBody, type TryField, tryRequest } from './try-request.ts';

/** Props of `TryIt`. */
export type TryItProps = {
  where: DocsAt;
  method: string;
  path: string;
  fields: TryField[];
  body: TryBody | undefined;
};

/** Sends a real request to the gateway with the reader's key, which stays in this tab's memory. */
export function TryIt({ where, method, path, fields, body }: TryItProps) {
  const paths = usePaths();
  const [key, setKey] = useState('');
  const [values, setValues] = useState(() =>
    Object.fromEntries(fields.map((field) => [fieldKey(field), field.value])),
  );
  const [bodyText, setBodyText] = useState(body?.text ?? '');
  const [answer, setAnswer] = useState<TryAnswer | TryFailure>();
  const [isSending, setSending] = useState(false);
  const [missing, setMissing] = useState<string[]>([]);
  // Only after hydration: the server knows no key.
  useEffect(() => setKey(rememberedKey()), []);

  async function send(event: FormEvent) {
    event.preventDefault();
    const request = tryRequest(path, fields, values);
    setMissing(request.missing);
    if (request.missing.length > 0 || isSending) return;
    rememberKey(key);
    setSending(true);
    const headers: [string, string][] = body && bodyText ? [['content-type', body.mediaType]] : [];
    setAnswer(
      await sendTry(paths.tryIt(), {
        ...where,
        method: method as TryInput['method'],
        path: request.path,
        headers: [...request.headers, ...headers],
        body: body && bodyText ? bodyText : null,
        key,
      }),
    );
    setSending(false);
  }

  const required = fields.filter((field) => field.isRequired);
  const optional = fields.filter((field) => !field.isRequired);
  const inputOf = (field: TryField) => (
    <TryFieldInput
      key={fieldKey(field)}
      field={field}
      value={values[fieldKey(field)] ?? ''}
      isMissing={missing.includes(field.name)}
      onChange={(value) => setValues((before) => ({ ...before, [fieldKey(field)]: value }))}
    />
  );
  return (
    <Card title="Try it" description="Sends a real request with your key. It counts like any other.">
      <form onSubmit={send} noValidate className="flex min-w-0 flex-col gap-4">
        <Field
          label="API key"
          aside={<TextLink href={paths.subscribe(where.product)}>Get a key</TextLink>}
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
        {required.map(inputOf)}
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
