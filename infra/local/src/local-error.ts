/** A failure that is told to the person in one sentence, with the way out. */
export class LocalError extends Error {
  override readonly name = 'LocalError';
}
