import type { CatalogApi } from '@tollgate/contract/catalog';
import { codeSamples } from '@tollgate/openapi/code-samples';
import type { ApiSchema, DocMediaType, OperationDetail } from '@tollgate/openapi/imported-api';
import { mediaTypeExample } from '@tollgate/openapi/samples/sample-request';
import { schemaView } from '@tollgate/openapi/schema-view';
import { CREDENTIAL_OF, describeMethod } from '../authentication/method-words.ts';
import { shortJson } from '../short-json.ts';

type Schemas = Record<string, ApiSchema>;

/** One operation as Markdown: what it does, takes and answers, and how to call it. */
export function writeOperationMarkdown(
  detail: OperationDetail,
  schemas: Schemas,
  { baseUrl, methods }: Pick<CatalogApi, 'baseUrl' | 'methods'>,
): string {
  const credential = CREDENTIAL_OF[methods[0]?.kind ?? 'api-key'];
  // Where curl cannot send the credential, JavaScript can.
  const samples = codeSamples(detail, schemas, { baseUrl, credential });
  const sample =
    samples.find(({ label }) => label === 'curl') ?? samples.find(({ lang }) => lang === 'javascript');
  const parts = [
    `# ${detail.summary || detail.operationId}`,
    `\`${detail.method} ${baseUrl}${detail.path}\``,
    detail.deprecated ? '**Deprecated:** do not build anything new on it.' : '',
    detail.description,
    parameterList(detail, schemas),
    ...bodyPart('## Request body', detail.requestBody?.content[0], schemas, 'request'),
    ...detail.responses.flatMap(({ status, description, content }) => [
      `## Response ${status}`,
      description,
      ...bodyPart('', content[0], schemas, 'response'),
    ]),
    `## Authentication\n\n${methods.map((method) => `- ${describeMethod(method)}`).join('\n')}`,
    sample ? `## Example\n\n${fenced(sample.lang === 'shell' ? 'sh' : 'js', sample.source)}` : '',
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function parameterList({ parameters }: OperationDetail, schemas: Schemas): string {
  if (parameters.length === 0) return '';
  const lines = parameters.map(({ name, in: place, required, schema, description }) => {
    const { label } = schemaView(schema, schemas, { maxDepth: 1, maxParts: 20 });
    const about = description.replace(/\s+/g, ' ').trim();
    return `- \`${name}\` (${place}, ${label}${required ? ', required' : ''})${about ? `: ${about}` : ''}`;
  });
  return `## Parameters\n\n${lines.join('\n')}`;
}

function bodyPart(
  title: string,
  media: DocMediaType | undefined,
  schemas: Schemas,
  direction: 'request' | 'response',
): string[] {
  if (!media) return [];
  const example = mediaTypeExample(media, schemas, direction);
  if (example === undefined || example === null) return [title, `\`${media.mediaType}\``];
  const text = typeof example === 'string' ? example.slice(0, 4000) : shortJson(example);
  return [title, `\`${media.mediaType}\`, such as:`, fenced('json', text)];
}

/** A fence longer than any in the text, so that a document cannot break out of it. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
