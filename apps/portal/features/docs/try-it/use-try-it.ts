'use client';

import { type FormEvent, useEffect, useState } from 'react';
import type { DocsAt } from '../../../shell/paths.ts';
import { usePaths } from '../../../shell/paths-provider.tsx';
import {
  type Credentials,
  rememberCredentials,
  rememberedCredentials,
} from '../../../shell/try/key-memory.ts';
import { sendTry } from '../../../shell/try/send-try.ts';
import type { TryAnswer, TryCredential, TryFailure, TryInput } from '../../../shell/try/try-message.ts';
import { fieldKey, type TryBody, type TryField, tryRequest } from './try-request.ts';

/** The operation that is tried. */
export interface Tried {
  where: DocsAt;
  method: string;
  path: string;
  fields: TryField[];
  body: TryBody | undefined;
}

const NONE: Credentials = { key: '', token: '', clientId: '', secret: '' };

/** What the reader typed, and what came back. Credentials stay in this tab's memory. */
export function useTryIt({ where, method, path, fields, body }: Tried, kind: TryCredential['kind']) {
  const paths = usePaths();
  const [credentials, setAll] = useState<Credentials>(NONE);
  const [values, setValues] = useState(() =>
    Object.fromEntries(fields.map((field) => [fieldKey(field), field.value])),
  );
  const [bodyText, setBodyText] = useState(body?.text ?? '');
  const [answer, setAnswer] = useState<TryAnswer | TryFailure>();
  const [isSending, setSending] = useState(false);
  const [missing, setMissing] = useState<string[]>([]);
  // Only after hydration: the server knows none.
  useEffect(() => setAll(rememberedCredentials()), []);
  const setCredentials = (change: Partial<Credentials>) => setAll((before) => ({ ...before, ...change }));

  async function send(event: FormEvent) {
    event.preventDefault();
    const request = tryRequest(path, fields, values);
    setMissing(request.missing);
    if (request.missing.length > 0 || isSending) return;
    rememberCredentials(credentials);
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
        credential: credentialOf(kind, credentials),
      }),
    );
    setSending(false);
  }

  return {
    ...{ credentials, setCredentials, bodyText, setBodyText, answer, isSending, missing, send },
    valueOf: (field: TryField) => values[fieldKey(field)] ?? '',
    setValue: (field: TryField, value: string) =>
      setValues((before) => ({ ...before, [fieldKey(field)]: value })),
  };
}

function credentialOf(kind: TryCredential['kind'], credentials: Credentials): TryCredential {
  const { key, token, clientId, secret } = credentials;
  if (kind === 'key') return { kind, key };
  return kind === 'token' ? { kind, token } : { kind, clientId, secret };
}
