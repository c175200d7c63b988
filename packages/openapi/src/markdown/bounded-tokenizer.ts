import type { TokenizerObject } from 'marked';

const maxTableCells = 20_000;
const startsAsTable = /^[^\n]*\n[ \t]*[|:-][|:\- \t]*(?:\n|$)/;

/** Rules for marked that leave oversized tables as plain text. */
export const boundedTokenizer: TokenizerObject = {
  // A table fills its short rows up to the width of its head, which lets a small text grow into gigabytes.
  // For marked `false` means "as usual" and undefined "this is none".
  table: (source) => (startsAsTable.test(source) && countCells(source) > maxTableCells ? undefined : false),
};

function countCells(source: string): number {
  const end = source.search(/\n[ \t]*\n/);
  const block = end === -1 ? source : source.slice(0, end);
  const head = block.slice(0, block.indexOf('\n'));
  return head.split('|').length * block.split('\n').length;
}
