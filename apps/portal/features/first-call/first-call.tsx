'use client';

import { curlSample } from '@tollgate/openapi/samples/curl-sample';
import { CodeBlock } from '@tollgate/ui/code/code-block';
import { HttpStatus } from '@tollgate/ui/code/http-status';
import { JsonView } from '@tollgate/ui/code/json-view';
import { formatDuration } from '@tollgate/ui/data/format';
import { Button } from '@tollgate/ui/forms/button';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { usePaths } from '../../shell/paths-provider.tsx';
import { type FirstCallRequest, withKey } from '../../shell/try/first-call-request.ts';
import { sendTry } from '../../shell/try/send-try.ts';
import { TryFailed } from '../../shell/try/try-failed.tsx';
import type { TryAnswer, TryFailure } from '../../shell/try/try-message.ts';

/** A ready `curl` with the key in it, and a button that sends the same request from here. */
export function FirstCall({ token, firstCall }: { token: string; firstCall: FirstCallRequest }) {
  const paths = usePaths();
  const [answer, setAnswer] = useState<TryAnswer | TryFailure>();
  const [isSending, setSending] = useState(false);
  const { where, baseUrl, request } = firstCall;
  async function send() {
    setSending(true);
    const path = request.url.slice(baseUrl.length) || '/';
    setAnswer(
      await sendTry(paths.tryIt(), {
        ...where,
        method: request.method as 'GET',
        path,
        headers: [],
        body: null,
        credential: { kind: 'key', key: token },
      }),
    );
    setSending(false);
  }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <CodeBlock
        title="Your first call"
        language="shell"
        isWrapped
        code={curlSample(withKey(request, token))}
      />
      {request.method === 'GET' ? (
        <div>
          <Button onClick={send} isPending={isSending} icon={<Play />}>
            Send it now
          </Button>
        </div>
      ) : null}
      <div aria-live="polite">{answer ? <Answer answer={answer} /> : null}</div>
    </div>
  );
}

function Answer({ answer }: { answer: TryAnswer | TryFailure }) {
  if ('failure' in answer) return <TryFailed failure={answer} />;
  const remaining = answer.headers.find(([name]) => name === 'ratelimit')?.[1];
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ui">
        <HttpStatus status={answer.status} />
        <span className="text-ink-muted">{formatDuration(answer.durationMs)}</span>
        {remaining ? (
          <code className="break-all font-mono text-ink-muted text-xs">RateLimit: {remaining}</code>
        ) : null}
      </p>
      {answer.body ? <JsonView value={answer.body.slice(0, 20_000)} className="max-h-64" /> : null}
    </div>
  );
}
