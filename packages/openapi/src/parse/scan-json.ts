import { importProblem } from '../import-problem.ts';
import type { ImportLimits } from '../limits.ts';
import { quoted } from '../text/quoted.ts';

const quote = 34;
const backslash = 92;
const newline = 10;

type Open = { keys: Set<string> | undefined; expectsKey: boolean };

/**
 * Walks JSON text once, before it is parsed, and refuses what JSON.parse would accept silently or pay for
 * dearly: duplicate keys, too deep nesting, too many values. Broken syntax is left to JSON.parse.
 */
export function scanJson(text: string, limits: Pick<ImportLimits, 'maxDepth' | 'maxNodes'>): void {
  const stack: Open[] = [];
  let nodes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at);
      const top = stack.at(-1);
      if (top?.keys && top.expectsKey) addKey(top.keys, text, at, end);
      at = end;
    } else if (code === 123 || code === 91) {
      if (stack.length >= limits.maxDepth) throw tooDeep(lineAt(text, at), limits.maxDepth);
      stack.push({ keys: code === 123 ? new Set() : undefined, expectsKey: code === 123 });
      nodes++;
    } else if (code === 125 || code === 93) {
      stack.pop();
    } else if (code === 58) {
      const top = stack.at(-1);
      if (top) top.expectsKey = false;
      nodes++;
    } else if (code === 44) {
      const top = stack.at(-1);
      if (top) top.expectsKey = true;
      nodes++;
    }
    if (nodes > limits.maxNodes) throw tooManyNodes(limits.maxNodes);
  }
}

/** The line (from 1) that a position of a text is on. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = 0; at < position && at < text.length; at++) if (text.charCodeAt(at) === newline) line++;
  return line;
}

/** The refusal of a document with more values than allowed. */
export function tooManyNodes(maxNodes: number) {
  return importProblem(
    'document',
    `The document holds more than ${maxNodes.toLocaleString('en')} values.`,
    'Split the API into several documents, or remove large examples.',
  );
}

function addKey(keys: Set<string>, text: string, start: number, end: number): void {
  const raw = text.slice(start + 1, end);
  const key = raw.includes('\\') ? unescapeKey(raw) : raw;
  if (keys.has(key)) {
    throw importProblem(
      `line ${lineAt(text, start)}`,
      `The key ${quoted(key)} appears twice in the same object.`,
      'Remove or rename one of the two.',
    );
  }
  keys.add(key);
}

function unescapeKey(raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === backslash) backslashes++;
  return backslashes % 2 === 1;
}

/** The refusal of a document that nests deeper than allowed. */
export function tooDeep(line: number, maxDepth: number) {
  return importProblem(
    `line ${line}`,
    `Objects and lists are nested deeper than ${maxDepth} levels.`,
    'Flatten the document, or move nested schemas to components/schemas.',
  );
}
