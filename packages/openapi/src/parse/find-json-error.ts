type Expectation = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'comma-or-close' | 'end';
export type JsonError = { position: number; message: string };

const token =
  /[\s]*([{}[\],:]|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

const expected: Record<Expectation, string> = {
  value: 'a value is missing here',
  'value-or-close': 'a value or ] is missing here',
  key: 'a key in double quotes is missing here (was there a comma too many?)',
  'key-or-close': 'a key in double quotes or } is missing here',
  colon: 'a colon is missing after the key',
  'comma-or-close': 'a comma or a closing bracket is missing here',
  end: 'there is something after the end of the document',
};

/** Where and why JSON text that JSON.parse refused is broken; JSON.parse itself does not always say. */
export function findJsonError(text: string): JsonError {
  const closers: string[] = [];
  let state: Expectation = 'value';
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const position = token.lastIndex;
    const found = token.exec(text)?.[1];
    const next: Expectation | undefined = found === undefined ? undefined : step(state, found, closers);
    if (next === undefined) return atToken(text, position, state);
    state = next;
  }
  return { position: text.length, message: 'it ends too early' };
}

function step(state: Expectation, found: string, closers: string[]): Expectation | undefined {
  const isString = found.startsWith('"');
  const after = (): Expectation => (closers.length === 0 ? 'end' : 'comma-or-close');
  if (found === '}' || found === ']') {
    const mayClose =
      state === 'comma-or-close' || state === (found === '}' ? 'key-or-close' : 'value-or-close');
    return mayClose && closers.pop() === found ? after() : undefined;
  }
  if (state === 'key' || state === 'key-or-close') return isString ? 'colon' : undefined;
  if (state === 'colon') return found === ':' ? 'value' : undefined;
  if (state === 'comma-or-close') {
    if (found !== ',') return undefined;
    return closers.at(-1) === '}' ? 'key' : 'value';
  }
  if (state === 'end' || found === ',' || found === ':') return undefined;
  if (found === '{' || found === '[') {
    closers.push(found === '{' ? '}' : ']');
    return found === '{' ? 'key-or-close' : 'value-or-close';
  }
  return after();
}

function atToken(text: string, from: number, state: Expectation): JsonError {
  let position = from;
  while (/\s/.test(text.charAt(position))) position++;
  const isEnd = position >= text.length;
  return { position, message: isEnd && state !== 'end' ? 'it ends too early' : expected[state] };
}
