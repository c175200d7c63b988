import type { Project } from '../project.ts';
import type { Finding, TidyCheck } from './check.ts';

export const tidyChecks: TidyCheck[] = [];

/** Runs every tidy check and returns what it found, sorted by path. */
export function runTidyChecks(project: Project): {
  checkCount: number;
  findings: (Finding & { check: string })[];
} {
  const findings = tidyChecks.flatMap((check) =>
    check.find(project).map((finding) => ({ ...finding, check: check.name })),
  );
  findings.sort((a, b) => a.path.localeCompare(b.path) || (a.line ?? 0) - (b.line ?? 0));
  return { checkCount: tidyChecks.length, findings };
}
