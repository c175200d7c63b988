/** Clients may invent names without end: answers for this many are kept. */
const MOST_NAMES = 4096;
const LONGEST_NAME = 64;

/** Decides something about headers' names once for each: the same few come with every request. */
export function rememberNames(decide: (name: string) => boolean): (name: string) => boolean {
  const decided = new Map<string, boolean>();
  return (name) => {
    const known = decided.get(name);
    if (known !== undefined) return known;
    const decision = decide(name);
    if (decided.size < MOST_NAMES && name.length <= LONGEST_NAME) decided.set(name, decision);
    return decision;
  };
}
