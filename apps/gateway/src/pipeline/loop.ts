import type { RequestHead } from '../http/exchange.ts';
import { headerValues } from './policy-view.ts';

/** Whether a request already came through an installation that names itself so in Via. */
export function isLoop(head: RequestHead, pseudonym: string): boolean {
  return headerValues(head, 'via').some((value) => value.includes(pseudonym));
}
