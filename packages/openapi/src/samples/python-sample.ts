import { isObject } from '../text/json-value.ts';
import { bodyKind } from './body-kind.ts';
import { CLIENT_PLACEHOLDER, type SampleRequest, SECRET_PLACEHOLDER } from './sample-request.ts';
import { SIGNING_PYTHON, signingPythonHead } from './signing-code.ts';

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
  const headerLines = headers.length > 0 ? [`    headers=${pythonDict(asPython(headers), 4)},`] : [];
  const call = [
    `    ${pythonLiteral(request.method)},`,
    `    ${pythonLiteral(request.url)},`,
    ...headerLines,
  ];
  if (request.proof === 'basic') {
    call.push(`    auth=(${pythonLiteral(CLIENT_PLACEHOLDER)}, ${pythonLiteral(SECRET_PLACEHOLDER)}),`);
  }
  call.push(...argument);
  const lines =
    request.proof === 'signature'
      ? signedCall(call)
      : ['import requests', '', 'response = requests.request(', ...call, ')'];
  return [...lines, 'print(response.status_code, response.text)'].join('\n');
}

// Signed is what requests made of the call: its address and its bytes.
function signedCall(call: string[]): string[] {
  return [
    signingPythonHead(CLIENT_PLACEHOLDER, SECRET_PLACEHOLDER),
    'import requests',
    '',
    '',
    SIGNING_PYTHON,
    '',
    '',
    'request = requests.Request(',
    ...call,
    ').prepare()',
    'body = request.body or b""',
    'body = body.encode() if isinstance(body, str) else body',
    'request.headers.update(sign(request.method, request.url, body))',
    'response = requests.Session().send(request)',
  ];
}

function asPython(entries: [string, unknown][]): [string, string][] {
  return entries.map(([name, value]) => [name, pythonLiteral(value)]);
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
