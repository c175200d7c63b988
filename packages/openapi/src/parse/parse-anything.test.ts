import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { bytesOf } from '../fixtures/import-errors.ts';
import { ImportProblem } from '../import-problem.ts';
import { parseDocument } from './parse-document.ts';

/** The value of a document, or undefined when it was refused as it should be; fails on anything else thrown. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return parseDocument(bytes);
  } catch (error) {
    if (error instanceof ImportProblem) return undefined;
    throw error;
  }
}

const fragments = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ': ',
    ',',
    '- ',
    '? ',
    '&a ',
    '*a',
    '!!map ',
    '!!binary ',
    '!x ',
    '<<: ',
    '|',
    '>',
    "'",
  ],
  ...[
    '"',
    '\\',
    '\n',
    '  ',
    '\t',
    '#',
    '%YAML 1.1\n',
    '---\n',
    '...\n',
    'null',
    '1e9',
    '.inf',
    '~',
    'a',
    '\u0000',
    '\ufeff',
  ],
);

test('any bytes are read or refused, never anything else', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parsed(bytes)),
    { numRuns: 500 },
  );
});

test('any mixture of JSON and YAML signs is read or refused', { timeout: 30_000 }, () => {
  const text = fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (one) => void parsed(bytesOf(one))),
    { numRuns: 3000 },
  );
});

test('what JSON and YAML write is read back unchanged', { timeout: 30_000 }, () => {
  // `<<` is the merge key, which the YAML writer does not quote.
  const key = fc
    .oneof(fc.string(), fc.constantFrom('__proto__', '*a', '1', 'null'))
    .filter((one) => one !== '<<');
  const members = fc.dictionary(key, fc.oneof(fc.jsonValue({ maxDepth: 0 }), fc.array(fc.string())));
  fc.assert(
    fc.property(members, (written) => {
      const value = JSON.parse(JSON.stringify({ openapi: '3.1.0', written }));
      expect(parseDocument(bytesOf(JSON.stringify(value, null, 1)))).toEqual(value);
      expect(parseDocument(bytesOf(stringify(value, { aliasDuplicateObjects: false })))).toEqual(value);
    }),
    { numRuns: 1000 },
  );
});
