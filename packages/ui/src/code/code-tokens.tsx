/** Languages that are coloured; others are shown as they are. */
export type CodeLanguage = 'json' | 'shell' | 'http' | 'javascript' | 'python' | 'text';

/** A piece of code and what it is. */
export type CodeToken = { text: string; kind: 'plain' | 'string' | 'key' | 'number' | 'keyword' | 'comment' };

// The closing quote is optional and everything up to it is taken, so that no text is read twice.
const string = String.raw`"(?:[^"\\\n]|\\[^\n])*"?|'(?:[^'\\\n]|\\[^\n])*'?`;
const longString = String.raw`"(?:[^"\\]|\\[^])*"?|'[^']*'?`;
const number = String.raw`-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b`;

const patterns: Record<CodeLanguage, RegExp | undefined> = {
  text: undefined,
  json: new RegExp(`(?<string>${string})|(?<number>${number})|(?<keyword>\\b(?:true|false|null)\\b)`, 'g'),
  shell: new RegExp(
    `(?<comment>(?<=^|\\s)#[^\\n]*)|(?<string>${longString})|(?<keyword>(?<=^|\\n|\\| )\\w+)|(?<key>(?<=\\s)--?[a-zA-Z][\\w-]*)`,
    'g',
  ),
  http: /(?<keyword>^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b|^HTTP\/[\d.]+)|(?<number>(?<=^HTTP\/[\d.]+ )\d{3})|(?<key>^[\w-]+(?=:))/gm,
  javascript: new RegExp(
    `(?<comment>//[^\\n]*)|(?<string>${string}|\`[^\`]*\`?)|(?<number>${number})|(?<keyword>\\b(?:const|let|await|async|function|return|import|from|export|new|if|else|true|false|null|undefined)\\b)`,
    'g',
  ),
  python: new RegExp(
    `(?<comment>#[^\\n]*)|(?<string>${string})|(?<number>${number})|(?<keyword>\\b(?:import|from|as|def|return|with|if|else|for|in|print|True|False|None)\\b)`,
    'g',
  ),
};

/** Splits code into coloured pieces; joined again they are the code. */
export function tokenizeCode(code: string, language: CodeLanguage): CodeToken[] {
  const pattern = patterns[language];
  if (!pattern) return [{ text: code, kind: 'plain' }];
  const tokens: CodeToken[] = [];
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    if (match.index > end) tokens.push({ text: code.slice(end, match.index), kind: 'plain' });
    end = match.index + match[0].length;
    tokens.push({ text: match[0], kind: kindOf(match, language === 'json' && isKeyEnd(code, end)) });
  }
  if (end < code.length) tokens.push({ text: code.slice(end), kind: 'plain' });
  return tokens;
}

function kindOf(match: RegExpExecArray, isKey: boolean): CodeToken['kind'] {
  const group = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
  return group === 'string' && isKey ? 'key' : ((group ?? 'plain') as CodeToken['kind']);
}

function isKeyEnd(code: string, end: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = end;
  return colon.test(code);
}
