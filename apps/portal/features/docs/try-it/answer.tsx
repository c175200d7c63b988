import { CodeBlock } from '@tollgate/ui/code/code-block';
import { HttpStatus } from '@tollgate/ui/code/http-status';
import { JsonView } from '@tollgate/ui/code/json-view';
import { formatBytes, formatDuration } from '@tollgate/ui/data/format';
import { TryFailed } from '../../../shell/try/try-failed.tsx';
import type { TryAnswer, TryFailure } from '../../../shell/try/try-message.ts';

/** Characters of a body that are shown: colouring megabytes would stop the page. */
const MOST_SHOWN = 30_000;

/** What the gateway answered, or why nothing came. */
export function Answer({ answer }: { answer: TryAnswer | TryFailure }) {
  if ('failure' in answer) return <TryFailed failure={answer} className="mt-4" />;
  const { status, statusText, headers, body, sizeBytes, durationMs } = answer;
  const isCut = answer.isCut || (body?.length ?? 0) > MOST_SHOWN;
  return (
    <section aria-label="Answer" className="mt-4 flex min-w-0 flex-col gap-3 border-t pt-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted text-ui">
        <HttpStatus status={status} />
        <span>{statusText}</span>
        <span>{formatDuration(durationMs)}</span>
        <span>{formatBytes(sizeBytes)}</span>
      </p>
      {body === null ? (
        <p className="text-ink-muted text-ui">The body is not text and is not shown.</p>
      ) : body === '' ? (
        <p className="text-ink-muted text-ui">The body is empty.</p>
      ) : (
        <JsonView title="Body" value={isCut ? body.slice(0, MOST_SHOWN) : body} className="max-h-96" />
      )}
      {isCut ? <p className="text-ink-muted text-xs">Only the beginning is shown.</p> : null}
      <details>
        <summary className="w-fit rounded-sm text-accent-text text-ui hover:underline touch:py-3">
          {headers.length} headers
        </summary>
        <div className="mt-2">
          <CodeBlock
            language="http"
            isWrapped
            code={headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
          />
        </div>
      </details>
    </section>
  );
}
