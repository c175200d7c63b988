import type { Project } from '../project.ts';
import type { Finding, TidyCheck } from './check.ts';
import { environmentVariables } from './environment-variables.ts';
import { lockfile } from './lockfile.ts';
import { markdownPaths } from './markdown-paths.ts';
import { names } from './names.ts';
import { policyFolders } from './policy-folders.ts';
import { problemCodes } from './problem-codes.ts';
import { rowLevelSecurity } from './row-level-security.ts';
import { size } from './size.ts';
import { testDiscipline } from './test-discipline.ts';
import { noTraces } from './traces.ts';
import { verbs } from './verbs.ts';

export type NamedFinding = Finding & { check: string };

const tidyChecks: TidyCheck[] = [
  size,
  names,
  testDiscipline,
  verbs,
  rowLevelSecurity,
  policyFolders,
  problemCodes,
  environmentVariables,
  markdownPaths,
  noTraces,
  lockfile,
];

/** Runs every tidy check and returns what it found, sorted by path. */
export function runTidyChecks(project: Project): {
  checkCount: number;
  findings: NamedFinding[];
} {
  const findings = tidyChecks.flatMap((check) =>
    check.find(project).map((finding) => ({ ...finding, check: check.name })),
  );
  findings.sort((a, b) => a.path.localeCompare(b.path) || (a.line ?? 0) - (b.line ?? 0));
  return { checkCount: tidyChecks.length, findings };
}
