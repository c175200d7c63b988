import type { CatalogMethod } from '@tollgate/contract/catalog';
import { describeMethod, METHOD_LABELS } from './method-words.ts';

/** How callers say who they are, for each way that the API takes. */
export function AuthenticationNote({ methods }: { methods: CatalogMethod[] }) {
  return (
    <section aria-label="Authentication" className="text-ui">
      <h2 className="font-semibold text-base">Authentication</h2>
      {methods.length > 1 ? (
        <p className="mt-1 max-w-prose text-ink-muted">Send one of these with each request:</p>
      ) : null}
      <dl className="mt-1 flex max-w-prose flex-col gap-2 text-ink-muted">
        {methods.map((method) => (
          <div key={method.kind}>
            {methods.length > 1 ? (
              <dt className="font-medium text-ink">{METHOD_LABELS[method.kind]}</dt>
            ) : null}
            <dd className="break-words">
              <WithCode text={describeMethod(method)} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 max-w-prose text-ink-muted">
        Keep keys and secrets on your servers: whoever has one calls in your name. Answers say in{' '}
        <Code>RateLimit</Code> how much of your plan is left.
      </p>
    </section>
  );
}

// Of Markdown our texts use code alone.
function WithCode({ text }: { text: string }) {
  return text.split('`').map((part, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
    return at % 2 === 1 ? <Code key={at}>{part}</Code> : part;
  });
}

function Code({ children }: { children: string }) {
  return (
    <code className="break-all rounded bg-sunken px-1 py-0.5 font-mono text-ink text-xs">{children}</code>
  );
}
