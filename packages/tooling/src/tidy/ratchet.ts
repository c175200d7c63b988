import type { Project } from '../project.ts';
import type { Finding } from './check.ts';

export const ratchetPath = 'packages/tooling/ratchet.json';

/** What is larger than its limit: the measured size, and a sentence for the person. */
export type Excess = {
  path: string;
  line?: number;
  key: string;
  size: number;
  problem: string;
  mend: string;
};

/**
 * Lets listed excesses stand at exactly their listed size. A listed thing that has shrunk must be
 * listed smaller, or not at all: that way the list only ever shrinks.
 */
export function holdToRatchet(project: Project, list: string, excesses: Excess[]): Finding[] {
  const listed = project.has(ratchetPath)
    ? ((JSON.parse(project.read(ratchetPath)) as Record<string, Record<string, number>>)[list] ?? {})
    : {};
  const found = new Map(excesses.map((excess) => [excess.key, excess]));
  const grown = excesses.filter(({ key, size }) => size > (listed[key] ?? 0));
  const shrunk = Object.entries(listed).filter(([key, size]) => (found.get(key)?.size ?? 0) < size);
  return [
    ...grown.map(({ path, line, problem, mend }) => ({ path, ...(line && { line }), problem, mend })),
    ...shrunk.map(([key, size]) => {
      const now = found.get(key)?.size;
      return {
        path: ratchetPath,
        problem: `${list}: "${key}" is listed with ${size} but ${now === undefined ? 'is within the limit now' : `has ${now} now`}.`,
        mend: now === undefined ? 'Delete the entry.' : `List it with ${now}.`,
      };
    }),
  ];
}
