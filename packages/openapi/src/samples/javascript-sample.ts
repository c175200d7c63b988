import { bodyKind } from './body-kind.ts';
import type { NamedText, SampleRequest } from './sample-request.ts';

/** A fetch call for browsers and Node. */
export function javascriptSample(request: SampleRequest): string {
  const body = request.body ? bodyKind(request.body) : undefined;
  const headers = [...request.headers];
  const lines: string[] = [];
  let bodyCode = '';
  if (body?.kind === 'json') {
    headers.push({ name: 'Content-Type', value: body.mediaType });
    bodyCode = `JSON.stringify(${indented(javascriptLiteral(body.value), 2)})`;
  } else if (body?.kind === 'text') {
    headers.push({ name: 'Content-Type', value: body.mediaType });
    bodyCode = JSON.stringify(body.text);
  } else if (body?.kind === 'form') {
    bodyCode = `new URLSearchParams(${indented(pairs(body.fields), 2)})`;
  } else if (body) {
    lines.push('const form = new FormData();');
    for (const { name, value } of body.fields) {
      lines.push(`form.append(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
    }
    lines.push('');
    bodyCode = 'form';
  }
  lines.push(`const response = await fetch(${JSON.stringify(request.url)}, {`);
  lines.push(`  method: ${JSON.stringify(request.method)},`, '  headers: {');
  for (const { name, value } of headers) lines.push(`    ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  lines.push('  },');
  if (bodyCode) lines.push(`  body: ${bodyCode},`);
  lines.push('});', 'console.log(response.status, await response.text());');
  return lines.join('\n');
}

function javascriptLiteral(value: unknown): string {
  // In an object literal this key would set the prototype instead of a field.
  return JSON.stringify(value, null, 2).replaceAll('"__proto__":', '["__proto__"]:');
}

function pairs(fields: NamedText[]): string {
  return JSON.stringify(
    fields.map(({ name, value }) => [name, value]),
    null,
    2,
  );
}

function indented(code: string, spaces: number): string {
  return code.replaceAll('\n', `\n${' '.repeat(spaces)}`);
}
