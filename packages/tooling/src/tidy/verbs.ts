import { isNode, isTest, type Node, nameOf, parseSource, type Source, walk } from '../source.ts';
import type { Finding, TidyCheck } from './check.ts';

const reading = /^(get|list|find|preview|read|to|check|choose|compute|render|search|export|explain)(-|$)/;
const roleChecks = new Set(['requireRole', 'requireDeveloper', 'requireRoleOrDeveloper']);
const exceptionsPath = 'packages/tooling/verb-exceptions.json';

/** Types through which a function can reach data outside of a transaction that somebody else opened. */
const handles = new Set(['Ctx', 'Services', 'Db']);

const mend =
  'Follow the order of a verb: role check, parse, withTenantTx, write, recordChange. ' +
  `A true exception is listed with its reason in ${exceptionsPath}.`;

/** Every verb that changes tenant data asks for a role, uses the tenant's transaction and records the change. */
export const verbs: TidyCheck = {
  name: 'verbs',
  find(project) {
    const faults = project.paths.filter(isVerbPath).flatMap((path) => judge(parseSource(project, path)));
    const faulty = new Set(faults.map(({ path }) => path));
    const exceptions = project.has(exceptionsPath)
      ? (JSON.parse(project.read(exceptionsPath)) as Record<string, string>)
      : {};
    const stale = Object.keys(exceptions).filter((path) => !faulty.has(path));
    return [
      ...faults.filter(({ path }) => !exceptions[path]),
      ...stale.map((path) => ({
        path: exceptionsPath,
        problem: `${path} is listed but needs no exception.`,
        mend: 'Delete the entry.',
      })),
    ];
  },
};

function isVerbPath(path: string): boolean {
  const folder = /^packages\/services\/src\/([^/]+)\/[^/]+\.ts$/.exec(path)?.[1];
  return folder !== undefined && folder !== 'context' && !isTest(path);
}

function judge(source: Source): Finding[] {
  const verb = exportedVerbs(source)[0];
  if (!verb) return [];
  const isReading = reading.test(source.path.split('/').at(-1)?.replace('.ts', '') ?? '');
  const problem = isReading ? judgeReading(source) : judgeChanging(source, verb);
  return problem ? [{ path: source.path, line: source.lineAt(verb.start), problem, mend }] : [];
}

function judgeReading(source: Source): string | undefined {
  const isWriting = ownFunctions(source).some((node) => writes(source, node));
  return isWriting ? 'A verb whose name says that it only reads writes.' : undefined;
}

function judgeChanging({ program }: Source, verb: Node): string | undefined {
  const calls = callsIn(program);
  const missing = [
    ...(calls.some((name) => roleChecks.has(name)) ? [] : ['requireRole or requireDeveloper']),
    ...['withTenantTx', 'recordChange'].filter((name) => !calls.includes(name)),
  ];
  if (missing.length > 0) return `The verb does not call ${missing.join(', nor ')}.`;
  const own = callsIn(verb);
  const openedAt = own.indexOf('withTenantTx');
  const isLate = openedAt !== -1 && own.findIndex((name) => roleChecks.has(name)) > openedAt;
  return isLate ? 'The verb opens its transaction before it checks the role.' : undefined;
}

/** Exported async functions that reach the stores by themselves: what gets a transaction is a step of a verb. */
function exportedVerbs({ program }: Source): Node[] {
  return (program.body as Node[])
    .filter(({ type }) => type === 'ExportNamedDeclaration')
    .map(({ declaration }) => declaration)
    .filter((node) => isNode(node) && node.type === 'FunctionDeclaration' && node.async === true)
    .map((node) => node as Node)
    .filter((node) => !isStep(node) && parameterTypes(node).some((type) => !type || handles.has(type)));
}

/** The functions of a file that no other verb's transaction runs in. */
function ownFunctions({ program }: Source): Node[] {
  return (program.body as Node[])
    .map((node) => (node.type === 'ExportNamedDeclaration' ? node.declaration : node))
    .filter(isNode)
    .filter((node) => node.type === 'FunctionDeclaration' && !isStep(node));
}

function isStep(node: Node): boolean {
  return parameterTypes(node).includes('Tx');
}

/** Names of the types of a function's parameters; undefined for one without a type, `object` for other types. */
function parameterTypes(node: Node): (string | undefined)[] {
  return (node.params as Node[]).map((parameter) => {
    const annotation = (parameter.typeAnnotation as Node | undefined)?.typeAnnotation as Node | undefined;
    if (!annotation) return undefined;
    return annotation.type === 'TSTypeReference' ? nameOf(annotation.typeName) : 'object';
  });
}

function callsIn(node: Node): string[] {
  const names: string[] = [];
  walk(node, ({ type, callee }) => {
    const name = type === 'CallExpression' ? nameOf(callee) : undefined;
    if (name) names.push(name);
  });
  return names;
}

/** True when a function inserts, updates or deletes rows, by the query builder or in SQL. */
function writes({ text }: Source, node: Node): boolean {
  let isWriting = false;
  walk(node, (inner) => {
    const code = text.slice(inner.start, inner.end);
    if (inner.type === 'TaggedTemplateExpression')
      isWriting ||= /^\w+`\s*(insert|update|delete)\b/i.test(code);
    if (inner.type === 'CallExpression')
      isWriting ||= /^(\w+\.)*(tx|db|system)\s*\.(insert|update|delete)\(/.test(code);
  });
  return isWriting;
}
