import { CST, Lexer } from 'yaml';
import { importProblem } from '../import-problem.ts';
import type { ImportLimits } from '../limits.ts';
import { tooDeep } from './scan-json.ts';

const nestingTokens = new Set(['seq-item-ind', 'explicit-key-ind', 'map-value-ind']);

/**
 * Reads the tokens of YAML text without building anything and refuses what would exhaust the parser's memory
 * or stack: too many tokens, brackets or `- - -` nested too deep. Depth by indentation is checked later.
 */
export function scanYaml(text: string, limits: Pick<ImportLimits, 'maxDepth' | 'maxYamlTokens'>): void {
  let tokens = 0;
  let line = 1;
  let brackets = 0;
  let indicatorsOnLine = 0;
  for (const token of new Lexer().lex(text)) {
    if (++tokens > limits.maxYamlTokens) throw tooManyTokens(limits.maxYamlTokens);
    const type = CST.tokenType(token);
    if (type === 'flow-map-start' || type === 'flow-seq-start') brackets++;
    else if (type === 'flow-map-end' || type === 'flow-seq-end') brackets--;
    else if (type === 'newline') indicatorsOnLine = 0;
    else if (brackets === 0 && type && nestingTokens.has(type)) indicatorsOnLine++;
    if (brackets > limits.maxDepth || indicatorsOnLine > limits.maxDepth)
      throw tooDeep(line, limits.maxDepth);
    for (let at = token.indexOf('\n'); at !== -1; at = token.indexOf('\n', at + 1)) line++;
  }
}

function tooManyTokens(maxYamlTokens: number) {
  return importProblem(
    'document',
    `The YAML document holds more than ${maxYamlTokens.toLocaleString('en')} tokens.`,
    'Import it as JSON, which needs less memory, or split the API into several documents.',
  );
}
