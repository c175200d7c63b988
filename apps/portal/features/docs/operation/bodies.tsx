import type { DocMediaType, DocRequestBody, DocResponse } from '@tollgate/openapi/imported-api';
import { mediaTypeExample } from '@tollgate/openapi/samples/sample-request';
import { schemaView } from '@tollgate/openapi/schema-view';
import { HttpStatus } from '@tollgate/ui/code/http-status';
import { JsonView } from '@tollgate/ui/code/json-view';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { boundedView } from '../schema/bounded-view.ts';
import { InlineText } from '../schema/inline-text.tsx';
import { FieldHead, SchemaTree } from '../schema/schema-tree.tsx';
import { shortJson } from '../short-json.ts';
import type { PartProps } from './parameters.tsx';

/** What a request carries. */
export function RequestBody({ body, ...rest }: PartProps & { body: DocRequestBody | undefined }) {
  const [first, ...others] = body?.content ?? [];
  if (!body || !first) return null;
  return (
    <section aria-label="Request body">
      <h2 className="mb-1 font-semibold text-base">
        Request body
        {body.required ? <span className="ml-2 font-medium text-danger-text text-xs">required</span> : null}
      </h2>
      <InlineText markdown={body.description} />
      <div className="mt-3 rounded-lg border bg-surface p-4">
        <Media media={first} direction="request" mostFields={120} {...rest} />
      </div>
      {others.length > 0 ? (
        <p className="mt-2 text-ink-muted text-xs">
          Also as {others.map(({ mediaType }) => mediaType).join(', ')}.
        </p>
      ) : null}
    </section>
  );
}

/** What comes back, by status; the first success is open. */
export function Responses({ responses, ...rest }: PartProps & { responses: DocResponse[] }) {
  if (responses.length === 0) return null;
  const main = responses.find(({ status }) => status.startsWith('2')) ?? responses[0];
  return (
    <section aria-label="Responses">
      <h2 className="mb-3 font-semibold text-base">Responses</h2>
      <div className="divide-y divide-line rounded-lg border bg-surface">
        {responses.map((response) => (
          <Response key={response.status} response={response} isMain={response === main} {...rest} />
        ))}
      </div>
    </section>
  );
}

function Response({ response, isMain, ...rest }: PartProps & { response: DocResponse; isMain: boolean }) {
  const { status, description, headers, content } = response;
  const [first] = content;
  const head = (
    <>
      {/^\d+$/.test(status) ? (
        <HttpStatus status={Number(status)} />
      ) : (
        <code className="font-mono text-xs">{status}</code>
      )}
      <span className="min-w-0 flex-1">
        <InlineText markdown={description} />
      </span>
    </>
  );
  if (!first && headers.length === 0)
    return <div className="flex items-baseline gap-3 px-4 py-3">{head}</div>;
  return (
    <details open={isMain} className="group/response">
      <summary className="flex list-none items-baseline gap-3 px-4 py-3 hover:bg-hover">
        {head}
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 self-center text-ink-faint group-open/response:rotate-90"
        />
      </summary>
      <div className="doc-answer flex flex-col gap-4 border-t px-4 py-4">
        {first ? <Media media={first} direction="response" mostFields={isMain ? 120 : 20} {...rest} /> : null}
        {headers.length > 0 ? (
          <Group title="Headers">
            <ul className="flex flex-col gap-2">
              {headers.map((header) => (
                <li key={header.name} className="text-ui">
                  <FieldHead
                    name={header.name}
                    isRequired={false}
                    view={schemaView(header.schema, rest.schemas, { maxDepth: 1, maxParts: 5 })}
                  />
                  <InlineText markdown={header.description} />
                </li>
              ))}
            </ul>
          </Group>
        ) : null}
      </div>
    </details>
  );
}

type MediaProps = PartProps & { media: DocMediaType; direction: 'request' | 'response'; mostFields: number };

function Media({ media, direction, mostFields, schemas, hrefOf }: MediaProps) {
  const example = mediaTypeExample(media, schemas, direction);
  const isText = typeof example === 'string';
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <p className="font-mono text-ink-muted text-xs">{media.mediaType}</p>
      {media.schema === undefined ? null : (
        <SchemaTree view={boundedView(media.schema, schemas, mostFields)} hrefOf={hrefOf} />
      )}
      {example === undefined || example === null ? null : (
        <details className="group/example">
          <summary className="flex w-fit list-none items-center gap-1 rounded-md py-0.5 text-accent-text text-xs hover:underline touch:min-h-11">
            <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 group-open/example:rotate-90" />
            Example
          </summary>
          <div className="mt-2">
            <JsonView value={isText ? example.slice(0, 4000) : shortJson(example)} className="max-h-96" />
          </div>
        </details>
      )}
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-2 font-medium text-ui">{title}</h3>
      {children}
    </div>
  );
}
