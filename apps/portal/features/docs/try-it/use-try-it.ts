'use client';

import { type FormEvent, useEffect, useState } from 'react';
import type { DocsAt } from '../../../shell/paths.ts';
import { usePaths } from '../../../shell/paths-provider.tsx';
import { rememberedKey, rememberKey } from '../../../shell/try/key-memory.ts';
import { sendTry } from '../../../shell/try/send-try.ts';
import type { TryAnswer, TryFailure, TryInput } from '../../../shell/try/try-message.ts';
import { fieldKey, type TryBody, type TryField, tryRequest } from './try-request.ts';

/** The operation that is tried. */
export interface Tried {
  where: DocsAt;
  method: string;
  path: string;
  fields: TryField[];
  body: TryBody | undefined;
}

/** What the reader typed, and what came back. The key stays in this tab's memory. */
export function useTryIt({ where, method, path, fields, body }: Tried) {
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
    const sentBody = body && bodyText ? bodyText : null;
    const type: [string, string][] = body && sentBody ? [['content-type', body.mediaType]] : [];
    setAnswer(
      await sendTry(paths.tryIt(), {
        ...where,
        method: method as TryInput['method'],
        path: request.path,
        headers: [...request.headers, ...type],
        body: sentBody,
        key,
      }),
    );
    setSending(false);
  }

  return {
    ...{ key, setKey, bodyText, setBodyText, answer, isSending, missing, send },
    valueOf: (field: TryField) => values[fieldKey(field)] ?? '',
    setValue: (field: TryField, value: string) =>
      setValues((before) => ({ ...before, [fieldKey(field)]: value })),
  };
}
