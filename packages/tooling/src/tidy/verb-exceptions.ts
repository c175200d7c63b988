/** Verbs that differ from the shape of a verb, each with the reason. */
export const verbExceptions: Record<string, string> = {};
