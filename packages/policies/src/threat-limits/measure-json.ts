/** What JSON may have. */
export interface JsonLimits {
  readonly depth: number;
  readonly entries: number;
  readonly textBytes: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * What of JSON is beyond the limits, in words; null when nothing is. One pass over the bytes, without recursion and
 * before anything is parsed: whether it is JSON at all is for a parser to say.
 */
export function measureJson(bytes: Uint8Array, limits: JsonLimits): string | null {
  const commas: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    switch (bytes[i]) {
      case QUOTE: {
        const end = endOfText(bytes, i + 1);
        if (end - i - 1 > limits.textBytes) {
          return `A text in the JSON body has more than ${limits.textBytes} bytes.`;
        }
        i = end;
        break;
      }
      case OPEN_LIST:
      case OPEN_OBJECT:
        if (commas.push(0) > limits.depth) {
          return `The JSON body is nested more than ${limits.depth} levels deep.`;
        }
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        commas.pop();
        break;
      case COMMA: {
        const count = (commas.at(-1) ?? 0) + 1;
        if (count >= limits.entries) {
          return `A list or object in the JSON body has more than ${limits.entries} entries.`;
        }
        if (commas.length > 0) commas[commas.length - 1] = count;
        break;
      }
    }
  }
  return null;
}

function endOfText(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
