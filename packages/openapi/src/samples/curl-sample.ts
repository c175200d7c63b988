import { bodyKind } from './body-kind.ts';
import { CLIENT_PLACEHOLDER, type SampleRequest, SECRET_PLACEHOLDER } from './sample-request.ts';

/** A curl command for a POSIX shell; curl cannot sign, so a proof by signature is left out. */
export function curlSample(request: SampleRequest): string {
  // Without --globoff curl would read brackets and braces of the URL as ranges.
  const words = /[[\]{}]/.test(request.url) ? ['curl --globoff'] : ['curl'];
  if (request.method === 'HEAD') words[0] += ' --head';
  else if (request.method !== 'GET' || request.body) words[0] += ` -X ${request.method}`;
  words[0] += ` ${shellQuoted(request.url)}`;
  if (request.proof === 'basic')
    words.push(`-u ${shellQuoted(`${CLIENT_PLACEHOLDER}:${SECRET_PLACEHOLDER}`)}`);
  for (const { name, value } of request.headers) words.push(`-H ${shellQuoted(headerLine(name, value))}`);
  words.push(...bodyWords(request));
  return words.join(' \\\n  ');
}

/** Text as one word of a POSIX shell. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll('\u0000', '').replaceAll("'", `'\\''`)}'`;
}

function headerLine(name: string, value: string): string {
  // For curl a header without a value is one to leave out; the semicolon sends it empty.
  return value === '' ? `${name};` : `${name}: ${value}`;
}

function bodyWords(request: SampleRequest): string[] {
  if (!request.body) return [];
  const body = bodyKind(request.body);
  switch (body.kind) {
    case 'form':
      return body.fields.map(({ name, value }) => `--data-urlencode ${shellQuoted(`${name}=${value}`)}`);
    case 'multipart':
      return body.fields.map(({ name, value }) => `--form-string ${shellQuoted(`${name}=${value}`)}`);
    case 'json':
      return [contentType(body.mediaType), `--data-raw ${shellQuoted(JSON.stringify(body.value, null, 2))}`];
    case 'text':
      return [contentType(body.mediaType), `--data-raw ${shellQuoted(body.text)}`];
  }
}

function contentType(mediaType: string): string {
  return `-H ${shellQuoted(`Content-Type: ${mediaType}`)}`;
}
