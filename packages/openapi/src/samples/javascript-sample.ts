import { bodyKind } from './body-kind.ts';
import {
  CLIENT_PLACEHOLDER,
  type NamedText,
  type SampleRequest,
  SECRET_PLACEHOLDER,
} from './sample-request.ts';
import { SIGNING_JAVASCRIPT, signingJavascriptHead } from './signing-code.ts';

/** A fetch call for browsers and Node; for Node alone where it is signed. */
export function javascriptSample(request: SampleRequest): string {
  const { before, type, code } = bodyCode(request);
  const [url, method] = [JSON.stringify(request.url), JSON.stringify(request.method)];
  const isSigned = request.proof === 'signature';
  const lines = [...before];
  if (isSigned) {
    lines.push(`const address = ${url};`);
    if (code) lines.push(`const body = ${code};`);
    lines.push('const response = await fetch(address, {', `  method: ${method},`, '  headers: {');
    lines.push(`    ...sign(${method}, address${code ? ', body' : ''}),`);
  } else {
    lines.push(`const response = await fetch(${url}, {`, `  method: ${method},`, '  headers: {');
  }
  if (request.proof === 'basic') {
    const user = JSON.stringify(`${CLIENT_PLACEHOLDER}:${SECRET_PLACEHOLDER}`);
    lines.push(`    "Authorization": "Basic " + btoa(${user}),`);
  }
  for (const { name, value } of request.headers) {
    lines.push(`    ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  }
  if (type) lines.push(`    "Content-Type": ${type},`);
  lines.push('  },');
  if (code) lines.push(isSigned ? '  body,' : `  body: ${indented(code, 2)},`);
  lines.push('});', 'console.log(response.status, await response.text());');
  return lines.join('\n');
}

/** What makes the body: lines before the call, and expressions for its media type, where fetch does not set it, and for itself. */
function bodyCode(request: SampleRequest): { before: string[]; type: string; code: string } {
  const isSigned = request.proof === 'signature';
  const before = isSigned
    ? [signingJavascriptHead(CLIENT_PLACEHOLDER, SECRET_PLACEHOLDER), '', SIGNING_JAVASCRIPT, '']
    : [];
  const body = request.body ? bodyKind(request.body) : undefined;
  if (!body) return { before, type: '', code: '' };
  if (body.kind === 'json') {
    const type = JSON.stringify(body.mediaType);
    return { before, type, code: `JSON.stringify(${javascriptLiteral(body.value)})` };
  }
  if (body.kind === 'text') {
    return { before, type: JSON.stringify(body.mediaType), code: JSON.stringify(body.text) };
  }
  if (body.kind === 'form') {
    const code = `new URLSearchParams(${pairs(body.fields)})`;
    // What is signed are the bytes, so that fetch does not see that they are a form.
    return isSigned
      ? { before, type: '"application/x-www-form-urlencoded"', code: `${code}.toString()` }
      : { before, type: '', code };
  }
  before.push('const form = new FormData();');
  for (const { name, value } of body.fields) {
    before.push(`form.append(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  }
  if (!isSigned) return { before: [...before, ''], type: '', code: 'form' };
  before.push('const encoded = new Response(form);', "const type = encoded.headers.get('content-type');", '');
  return { before, type: 'type', code: 'Buffer.from(await encoded.arrayBuffer())' };
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
