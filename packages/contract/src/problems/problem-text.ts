/** What a problem means and how to mend it, in words for whoever meets it. */
export interface ProblemText {
  /** What happened, in a sentence or two. */
  meaning: string;
  /** What usually leads to it. */
  causes: readonly string[];
  /** What to do, in this order. */
  mend: readonly string[];
  /** The `detail` of an example; the title stands in for it when there is none. */
  example?: string;
  /** Why nothing answers with it in this release: it is agreed on, so that clients can be written against it. */
  notYet?: string;
}

export const RETRY = 'Try again after a short wait, and wait longer each time: 1, 2, 4 seconds.';
export const TELL = 'If it stays, tell the provider the request id of one answer.';
