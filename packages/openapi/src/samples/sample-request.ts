import { exampleFromSchema } from '../example-from-schema.ts';
import type { ApiSchema, DocMediaType, DocParameter, OperationDetail } from '../imported-api.ts';

export type NamedText = { name: string; value: string };

export type SampleBody = { mediaType: string; value: unknown };

/** A request one could send: path and query are percent-encoded where they need to be. */
export type SampleRequest = {
  method: string;
  url: string;
  headers: NamedText[];
  body?: SampleBody;
  /** Set where a client's id and secret prove who calls: as a password, or by a signature of the request. */
  proof?: 'basic' | 'signature';
};

/** What a sample sends to say who calls. */
export type SampleCredential = 'key' | 'token' | 'basic' | 'signature';

/** What stands in samples for what only the reader has. */
export const TOKEN_PLACEHOLDER = 'YOUR_TOKEN';
export const CLIENT_PLACEHOLDER = 'YOUR_CLIENT_ID';
export const SECRET_PLACEHOLDER = 'YOUR_CLIENT_SECRET';

export type SampleRequestOptions = {
  /** Where the gateway serves the API version, such as `https://api.example.com/world/v1`. */
  baseUrl: string;
  /** Header that carries the API key. Default `X-API-Key`. */
  keyHeader?: string;
  /** Default `YOUR_API_KEY`. */
  key?: string;
  /** Default `key`. */
  credential?: SampleCredential;
};

// The key and the body decide these; a sample must not set them again.
const settledHeaders = new Set(['accept', 'content-type', 'authorization']);

/** Fills an operation's path, required parameters and body with examples. */
export function sampleRequest(
  detail: OperationDetail,
  schemas: Record<string, ApiSchema>,
  options: SampleRequestOptions,
): SampleRequest {
  const { baseUrl, keyHeader = 'X-API-Key', key = 'YOUR_API_KEY', credential = 'key' } = options;
  const filled = detail.parameters.map((parameter) => ({
    parameter,
    value: parameterValue(parameter, schemas),
  }));
  const path = filled
    .filter(({ parameter }) => parameter.in === 'path')
    .reduce(
      (text, { parameter, value }) =>
        text.replaceAll(`{${parameter.name}}`, () => encodeURIComponent(asText(value).toWellFormed())),
      detail.path,
    );
  const wanted = filled.filter(({ parameter }) => parameter.required);
  const query = wanted
    .filter(({ parameter }) => parameter.in === 'query')
    .flatMap(({ parameter, value }) => queryPairs(parameter, value))
    .join('&');
  const headers = wanted
    .filter(({ parameter }) => parameter.in === 'header' && isFree(parameter.name, keyHeader))
    .map(({ parameter, value }) => ({ name: parameter.name, value: oneLine(asText(value)) }));
  const request: SampleRequest = {
    method: detail.method,
    url: `${baseUrl.replace(/\/+$/, '')}${path}${query ? `?${query}` : ''}`,
    headers: [...headerOf(credential, keyHeader, key), ...headers],
    ...(credential === 'basic' || credential === 'signature' ? { proof: credential } : {}),
  };
  const body = sampleBody(detail, schemas);
  return body ? { ...request, body } : request;
}

function headerOf(credential: SampleCredential, keyHeader: string, key: string): NamedText[] {
  if (credential === 'key') return [{ name: keyHeader, value: oneLine(key) }];
  return credential === 'token' ? [{ name: 'Authorization', value: `Bearer ${TOKEN_PLACEHOLDER}` }] : [];
}

/** The value that stands for a media type: its first example, else one made from the schema. */
export function mediaTypeExample(
  media: DocMediaType,
  schemas: Record<string, ApiSchema>,
  direction: 'request' | 'response',
): unknown {
  const given = media.examples[0];
  if (given) return given.value;
  return media.schema === undefined ? undefined : exampleFromSchema(media.schema, schemas, { direction });
}

function sampleBody(detail: OperationDetail, schemas: Record<string, ApiSchema>): SampleBody | undefined {
  const content = detail.requestBody?.content ?? [];
  const media = content.find(({ mediaType }) => /[/+]json\b/i.test(mediaType)) ?? content[0];
  if (!media) return undefined;
  return { mediaType: media.mediaType, value: mediaTypeExample(media, schemas, 'request') ?? '' };
}

function parameterValue(parameter: DocParameter, schemas: Record<string, ApiSchema>): unknown {
  if (parameter.example !== undefined) return parameter.example;
  const value = exampleFromSchema(parameter.schema, schemas, { maxDepth: 3, maxValues: 50 });
  // Where nothing better is known, the parameter's own name says most.
  return value === 'text' || value === 'any' ? parameter.name : value;
}

function queryPairs(parameter: DocParameter, value: unknown): string[] {
  const name = encodeURIComponent(parameter.name.toWellFormed());
  const isExploded = parameter.explode ?? (parameter.style === undefined || parameter.style === 'form');
  const values = Array.isArray(value) && isExploded ? value : [value];
  return values.map((one) => `${name}=${encodeURIComponent(asText(one).toWellFormed())}`);
}

function isFree(name: string, keyHeader: string): boolean {
  const lower = name.toLowerCase();
  return lower !== keyHeader.toLowerCase() && !settledHeaders.has(lower);
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(asText).join(',');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
