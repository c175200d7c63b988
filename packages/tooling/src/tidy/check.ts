import type { Project } from '../project.ts';

export type Finding = {
  path: string;
  line?: number;
  problem: string;
  /** What to do about it, as a sentence. */
  mend: string;
};

export type TidyCheck = { name: string; find(project: Project): Finding[] };
