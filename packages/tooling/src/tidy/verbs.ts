import type { Project } from '../project.ts';
import { isTest, type Node, nameOf, parseSource, type Source, walk } from '../source.ts';
import type { Finding, TidyCheck } from './check.ts';
import { verbExceptions } from './verb-exceptions.ts';

const reading = /^(get|list|find|preview)(-|$)/;
const roleChecks = new Set(['requireRole', 'requireDeveloper', 'requireRoleOrDeveloper']);

/** Types through which a function can reach data outside of a transaction that somebody else opened. */
const handles = new Set(['Ctx', 'Services', 'Db', 'SystemDb', 'Pool']);

const mend =
  'Follow the order of a verb: role check, parse, withTenantTx, write, recordChange. ' +
  'A true exception is listed with its reason in packages/tooling/src/tidy/verb-exceptions.ts.';

/** Every verb that changes tenant data asks for a role, uses the tenant's transaction and records the change. */
export const verbs: TidyCheck = {
  name: 'verbs',
  find: (project) => findVerbProblems(project, verbExceptions),
};

/** The check with its list of exceptions, by path, as an argument. */
export function findVerbProblems(project: Project, exceptions: Record<string, string>): Finding[] {
  const paths = project.paths.filter(isVerbPath);
  const faults = paths.flatMap((path) => judge(parseSource(project, path)));
  const faulty = new Set(faults.map(({ path }) => path));
  const stale = Object.keys(exceptions).filter((path) => !faulty.has(path));
  return [
    ...faults.filter(({ path }) => exceptions[path] === undefined),
    ...stale.map((path) => ({
      path,
      problem: 'This verb stands on the list of exceptions but needs none.',
      mend: 'Take it off packages/tooling/src/tidy/verb-exceptions.ts.',
    })),
  ];
}

function isVerbPath(path: string): boolean {
  const match = /^packages\/services\/src\/([^/]+)\/([^/]+)\.ts$/.exec(path);
  return match !== null && match[1] !== 'context' && !isTest(path) && !reading.test(match[2] ?? '');
}

function judge(source: Source): Finding[] {
  const verb = exportedVerbs(source)[0];
  if (!verb) return [];
  const calls = callsIn(source.program);
  const missing = [
    ...(calls.some((name) => roleChecks.has(name)) ? [] : ['requireRole or requireDeveloper']),
    ...['withTenantTx', 'recordChange'].filter((name) => !calls.includes(name)),
  ];
  const own = callsIn(verb);
  const checkedAt = own.findIndex((name) => roleChecks.has(name));
  const openedAt = own.indexOf('withTenantTx');
  const isLate = openedAt !== -1 && checkedAt > openedAt;
  const problem =
    missing.length > 0
      ? `The verb does not call ${missing.join(', nor ')}.`
      : isLate
        ? 'The verb opens its transaction before it checks the role.'
        : undefined;
  return problem ? [{ path: source.path, line: source.lineAt(verb.start), problem, mend }] : [];
}

/** Exported async functions that hold a way into the stores: what runs inside a transaction is a step, not a verb. */
function exportedVerbs({ program }: Source): Node[] {
  return (program.body as Node[])
    .filter(({ type }) => type === 'ExportNamedDeclaration')
    .map(({ declaration }) => declaration as Node | null)
    .filter((node): node is Node => node?.type === 'FunctionDeclaration' && node.async === true)
    .filter(({ params }) => (params as Node[]).some(isHandle));
}

function isHandle(parameter: Node): boolean {
  const annotation = (parameter.typeAnnotation as Node | undefined)?.typeAnnotation as Node | undefined;
  if (!annotation) return true;
  return annotation.type === 'TSTypeReference' && handles.has(nameOf(annotation.typeName) ?? '');
}

function callsIn(node: Node): string[] {
  const names: string[] = [];
  walk(node, ({ type, callee }) => {
    const name = type === 'CallExpression' ? nameOf(callee) : undefined;
    if (name) names.push(name);
  });
  return names;
}
