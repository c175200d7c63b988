import type { ApiSchema, DocParameter, OperationDetail } from '@tollgate/openapi/imported-api';
import { mediaTypeExample } from '@tollgate/openapi/samples/sample-request';
import { schemaView } from '@tollgate/openapi/schema-view';
import type { TryBody, TryField } from './try-request.ts';

/** Optional parameters offered at most; a form of a hundred fields helps nobody. */
const MOST_FIELDS = 30;

/** What the try-it panel asks for: small and plain, because it is sent to the browser. */
export function tryFields(
  detail: OperationDetail,
  schemas: Record<string, ApiSchema>,
): { fields: TryField[]; body: TryBody | undefined } {
  const usable = detail.parameters.filter((parameter) => parameter.in !== 'cookie' && !isOurs(parameter));
  const required = usable.filter((parameter) => parameter.required);
  const optional = usable.filter((parameter) => !parameter.required).slice(0, MOST_FIELDS);
  const content = detail.requestBody?.content ?? [];
  const media = content.find(({ mediaType }) => /[/+]json\b/i.test(mediaType)) ?? content[0];
  const example = media ? mediaTypeExample(media, schemas, 'request') : undefined;
  return {
    fields: [...required, ...optional].map((parameter) => toField(parameter, schemas)),
    body: media
      ? {
          mediaType: media.mediaType,
          text:
            typeof example === 'string' ? example : JSON.stringify(example ?? {}, null, 2).slice(0, 20_000),
          isRequired: detail.requestBody?.required === true,
        }
      : undefined,
  };
}

/** The key has a field of its own. */
function isOurs({ in: place, name }: DocParameter): boolean {
  return place === 'header' && /^(authorization|x-api-key|apikey|accept|content-type)$/i.test(name);
}

function toField(parameter: DocParameter, schemas: Record<string, ApiSchema>): TryField {
  const view = schemaView(parameter.schema, schemas, { maxDepth: 1, maxParts: 20 });
  const isList = view.items !== undefined;
  const choices = (isList ? [] : view.enum).map(plain).slice(0, 100);
  const example = parameter.example === undefined ? undefined : JSON.stringify(parameter.example);
  const known = example ?? view.default ?? view.examples[0];
  return {
    name: parameter.name,
    place: parameter.in as TryField['place'],
    isRequired: parameter.required,
    isRepeated: isList && parameter.explode !== false,
    label: view.label,
    choices: choices.length > 0 ? choices : view.label === 'boolean' ? ['true', 'false'] : [],
    // Optional values are a suggestion: filled in, they would change what the reader gets.
    value: parameter.required && known !== undefined ? plain(known) : '',
    placeholder: known === undefined ? '' : plain(known),
  };
}

function plain(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    if (Array.isArray(value)) return value.map(String).join(',');
    return typeof value === 'string' ? value : json;
  } catch {
    return json;
  }
}
