import { isObject } from '../text/json-value.ts';
import { bodyKind } from './body-kind.ts';
import type { SampleRequest } from './sample-request.ts';

/** A call with Python's requests library. */
export function pythonSample(request: SampleRequest): string {
  const body = request.body ? bodyKind(request.body) : undefined;
  const headers: [string, unknown][] = request.headers.map(({ name, value }) => [name, value]);
  const argument: string[] = [];
  if (body?.kind === 'json') {
    headers.push(['Content-Type', body.mediaType]);
    argument.push(`    json=${pythonLiteral(body.value, 4)},`);
  } else if (body?.kind === 'text') {
    headers.push(['Content-Type', body.mediaType]);
    argument.push(`    data=${pythonLiteral(body.text)}.encode(),`);
  } else if (body?.kind === 'form') {
    argument.push(
      `    data=${pythonDict(
        body.fields.map(({ name, value }) => [name, pythonLiteral(value)]),
        4,
      )},`,
    );
  } else if (body) {
    const parts = body.fields.map(({ name, value }): [string, string] => [
      name,
      `(None, ${pythonLiteral(value)})`,
    ]);
    argument.push(`    files=${pythonDict(parts, 4)},`);
  }
  return [
    'import requests',
    '',
    'response = requests.request(',
    `    ${pythonLiteral(request.method)},`,
    `    ${pythonLiteral(request.url)},`,
    `    headers=${pythonDict(
      headers.map(([name, value]) => [name, pythonLiteral(value)]),
      4,
    )},`,
    ...argument,
    ')',
    'print(response.status_code, response.text)',
  ].join('\n');
}

/** A JSON value as a Python literal; `indent` is the column that the closing bracket stands in. */
export function pythonLiteral(value: unknown, indent = 0): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  // JSON's escapes mean the same in a Python string.
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const pad = ' '.repeat(indent + 4);
    const items = value.map((item) => `${pad}${pythonLiteral(item, indent + 4)},\n`).join('');
    return `[\n${items}${' '.repeat(indent)}]`;
  }
  if (!isObject(value)) return String(value);
  return pythonDict(
    Object.entries(value).map(([key, member]) => [key, pythonLiteral(member, indent + 4)]),
    indent,
  );
}

function pythonDict(entries: [string, string][], indent: number): string {
  if (entries.length === 0) return '{}';
  const pad = ' '.repeat(indent + 4);
  const items = entries.map(([key, code]) => `${pad}${JSON.stringify(key)}: ${code},\n`).join('');
  return `{\n${items}${' '.repeat(indent)}}`;
}
