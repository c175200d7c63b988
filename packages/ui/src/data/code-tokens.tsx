/** Languages that are coloured; others are shown as they are. */
export type CodeLanguage = 'json' | 'shell' | 'http' | 'javascript' | 'python' | 'text';

/** A piece of code and what it is. */
export type CodeToken = { text: string; kind: 'plain' | 'string' | 'key' | 'number' | 'keyword' | 'comment' };

const string = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;
const number = String.raw`-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b`;

const patterns: Record<CodeLanguage, RegExp | undefined> = {
  text: undefined,
  json: new RegExp(
    `(?<key>"(?:[^"\\\\\\n]|\\\\.)*"(?=\\s*:))|(?<string>${string})|(?<number>${number})|(?<keyword>\\b(?:true|false|null)\\b)`,
    'g',
  ),
  shell: new RegExp(
    `(?<comment>(?<=^|\\s)#[^\\n]*)|(?<string>${string})|(?<keyword>(?<=^|\\n|\\| )\\w+)|(?<key>(?<=\\s)--?[a-zA-Z][\\w-]*)`,
    'g',
  ),
  http: /(?<keyword>^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b|^HTTP\/[\d.]+)|(?<number>(?<=^HTTP\/[\d.]+ )\d{3})|(?<key>^[\w-]+(?=:))/gm,
  javascript: new RegExp(
    `(?<comment>//[^\\n]*)|(?<string>${string}|\`[^\`]*\`)|(?<number>${number})|(?<keyword>\\b(?:const|let|await|async|function|return|import|from|export|new|if|else|true|false|null|undefined)\\b)`,
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
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    tokens.push({ text: match[0], kind: (kind ?? 'plain') as CodeToken['kind'] });
    end = match.index + match[0].length;
  }
  if (end < code.length) tokens.push({ text: code.slice(end), kind: 'plain' });
  return tokens;
}
