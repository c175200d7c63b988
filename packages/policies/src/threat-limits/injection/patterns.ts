import type { Injection } from '../schema.ts';

/** What an injection looks like; the name is all that is ever told of a match. */
export interface InjectionPattern {
  readonly name: string;
  readonly expression: RegExp;
}

const COMMANDS =
  'cat|ls|id|whoami|uname|curl|wget|nc|ncat|bash|sh|zsh|powershell|cmd|ping|nslookup|python[23]?|perl|ruby|rm|chmod|chown';

/**
 * Every repetition is bounded, and nothing looks around or back: each letter is met a bounded number of times, whatever
 * the text. The test beside this holds them to it.
 */
export const INJECTION_PATTERNS: Readonly<Record<Injection, readonly InjectionPattern[]>> = {
  sql: [
    { name: 'sql-union', expression: /\bunion\b[\s(]{1,10}(?:(?:all|distinct)\b[\s(]{1,10})?select\b/i },
    {
      name: 'sql-tautology',
      expression:
        /['"`)]\s{0,10}(?:or|and|\|\||&&)\s{0,10}['"(]{0,3}\w{1,30}['")]{0,3}\s{0,5}(?:=|<|>|\blike\b|\bis\b)/i,
    },
    {
      name: 'sql-statement',
      expression:
        /[;'"]\s{0,10}(?:drop|delete\s{1,5}from|insert\s{1,5}into|update|alter|create|truncate|exec|execute|shutdown|grant)\b[\s(]{1,5}[\w@"'[]/i,
    },
    { name: 'sql-comment', expression: /['"]\s{0,10}\)?\s{0,5};?\s{0,5}--(?:\s|$)/ },
    {
      name: 'sql-function',
      expression:
        /\b(?:sleep|benchmark|pg_sleep|load_file|xp_cmdshell|extractvalue|updatexml|utl_http\.request)\s{0,5}\(|\bwaitfor\s{1,5}delay\b/i,
    },
    {
      name: 'sql-catalogue',
      expression: /\b(?:information_schema|pg_catalog|sqlite_master|sys\.(?:tables|objects))\b/i,
    },
  ],
  script: [
    { name: 'script-tag', expression: /<\s{0,5}\/?\s{0,5}(?:script|iframe|object|embed|applet)\b/i },
    {
      name: 'script-handler',
      expression: /<[a-z][a-z0-9]{0,20}[\s/][^<>]{0,200}\bon[a-z]{3,20}\s{0,5}=/i,
    },
    { name: 'script-url', expression: /\b(?:javascript|vbscript)\s{0,5}:[^\s]|\bdata:text\/html/i },
  ],
  path: [
    { name: 'path-traversal', expression: /(?:^|[^\w.])\.{2,3}[/\\]/ },
    {
      name: 'path-file',
      expression:
        /[/\\](?:etc[/\\](?:passwd|shadow|hosts)\b|proc[/\\]self\b|windows[/\\]system32\b|boot\.ini\b)/i,
    },
    { name: 'path-scheme', expression: /\b(?:file|php|phar|expect|jar):\/\//i },
    { name: 'path-nul', expression: /\0/ },
  ],
  command: [
    {
      name: 'command-chain',
      expression: new RegExp(
        `[;|&\`]\\s{0,5}(?:${COMMANDS})\\b(?:\\s{1,5}[-\\w./~$"'\`<>|&;]|\\s{0,5}$|[;|&\`<>])`,
        'i',
      ),
    },
    { name: 'command-substitution', expression: new RegExp(`\\$\\(\\s{0,5}(?:${COMMANDS})\\b`, 'i') },
    { name: 'command-function', expression: /\(\)\s{0,5}\{\s{0,5}[:\w]{0,20}\s{0,5};/ },
    { name: 'command-separator', expression: /\$\{?IFS\b/ },
  ],
  header: [
    {
      name: 'header-split',
      expression:
        /[\r\n]\s{0,5}(?:set-cookie|location|content-(?:type|length|disposition)|transfer-encoding|access-control-[a-z-]{1,30}|host|refresh)\s{0,5}:/i,
    },
    { name: 'header-response', expression: /[\r\n]HTTP\/[0-9]/i },
  ],
  xml: [
    { name: 'xml-entity', expression: /<!\s{0,5}entity\b/i },
    { name: 'xml-external', expression: /<!\s{0,5}doctype\b[^<>[]{0,300}\b(?:system|public)\b/i },
    { name: 'xml-include', expression: /<[a-z]{1,10}:include\b/i },
  ],
};
