import type { Project } from './project.ts';
import type { Finding, TidyCheck } from './tidy/check.ts';
import { docComments } from './tidy/doc-comments.ts';
import { environmentVariables } from './tidy/environment-variables.ts';
import { lockfile } from './tidy/lockfile.ts';
import { markdownPaths } from './tidy/markdown-paths.ts';
import { names } from './tidy/names.ts';
import { policyFolders } from './tidy/policy-folders.ts';
import { problemCodes } from './tidy/problem-codes.ts';
import { rowLevelSecurity } from './tidy/row-level-security.ts';
import { size } from './tidy/size.ts';
import { testDiscipline } from './tidy/test-discipline.ts';
import { noTraces } from './tidy/traces.ts';
import { verbs } from './tidy/verbs.ts';

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
  docComments,
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
