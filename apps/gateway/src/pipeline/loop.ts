import type { RequestHead } from '../http/exchange.ts';

/** Whether a request already came through an installation that names itself so in Via. */
export function isLoop(head: RequestHead, pseudonym: string): boolean {
  return head.lines.values('via').some((value) => value.includes(pseudonym));
}
