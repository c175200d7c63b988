import type { Project } from '../project.ts';
import type { Finding, TidyCheck } from './check.ts';

/** Tables that hold nothing of a tenant, each with the reason. */
const withoutTenants: Record<string, string> = {};

type Table = { path: string; line: number };

/** Every table has row-level security enabled, forced and at least one policy. */
export const rowLevelSecurity: TidyCheck = {
  name: 'row-level-security',
  find: (project) => findOpenTables(project, withoutTenants),
};

/** The check with its list of exceptions, by table, as an argument. */
export function findOpenTables(project: Project, exceptions: Record<string, string>): Finding[] {
  const tables = new Map<string, Table>();
  const secured = new Set<string>();
  for (const path of project.paths.filter((name) => /^migrations\/postgres\/.*\.sql$/.test(name))) {
    const sql = withoutComments(project.read(path));
    for (const { name, index } of matches(
      sql,
      /create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w."]+)/gi,
    )) {
      tables.set(name, { path, line: sql.slice(0, index).split('\n').length });
    }
    for (const { name } of matches(sql, /drop\s+table\s+(?:if\s+exists\s+)?([\w."]+)/gi)) tables.delete(name);
    const alter = String.raw`alter\s+table\s+(?:only\s+)?([\w."]+)\s+`;
    for (const { name } of matches(sql, new RegExp(`${alter}enable\\s+row`, 'gi')))
      secured.add(`${name} enabled`);
    for (const { name } of matches(sql, new RegExp(`${alter}force\\s+row`, 'gi')))
      secured.add(`${name} forced`);
    for (const { name } of matches(sql, /create\s+policy\s+[\w."]+\s+on\s+([\w."]+)/gi))
      secured.add(`${name} given a policy`);
  }
  return [...tables].flatMap(([name, { path, line }]) => {
    if (exceptions[name]) return [];
    const missing = ['enabled', 'forced', 'given a policy'].filter((step) => !secured.has(`${name} ${step}`));
    if (missing.length === 0) return [];
    const problem = `Row-level security of the table ${name} is not ${missing.join(', not ')}.`;
    return [{ path, line, problem, mend: 'Do it in the same file, as its neighbours do.' }];
  });
}

function matches(sql: string, pattern: RegExp): { name: string; index: number }[] {
  return [...sql.matchAll(pattern)].map((match) => ({
    name: (match[1] ?? '')
      .replaceAll('"', '')
      .replace(/^public\./, '')
      .toLowerCase(),
    index: match.index,
  }));
}

/** Blanks comments but keeps their lines, so that line numbers stay true. */
function withoutComments(sql: string): string {
  return sql.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''));
}
