import type { Project } from '../project.ts';
import { isTest, type Node, nameOf, parseSource, type Source, sourcePaths, walk } from '../source.ts';
import type { Finding, TidyCheck } from './check.ts';

const examplePath = '.env.example';
const variable = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;

/** Who may read process.env besides config.ts: what starts processes, tests, and files that tools load. */
const mayReadEnvironment = [
  /(^|\/)config\.ts$/,
  /(^|\/)[^/]+\.(config|setup)\.(ts|mjs|js|cjs)$/,
  /^infra\/local\//,
  /^e2e\//,
  /^packages\/(testkit|tooling)\//,
];

/** Set by tools and systems, not by the people who run Tollgate. */
const foreign = new Set(['NODE_ENV', 'NEXT_RUNTIME', 'NEXT_PHASE', 'CI', 'TZ', 'HOME', 'PATH']);

/** Only config.ts reads the environment, and .env.example knows every variable. */
export const environmentVariables: TidyCheck = {
  name: 'environment-variables',
  find: (project) => [...findStrayReaders(project), ...findUnexplained(project), ...findForgotten(project)],
};

function findStrayReaders(project: Project): Finding[] {
  return sourcePaths(project)
    .filter((path) => !isTest(path) && !mayReadEnvironment.some((pattern) => pattern.test(path)))
    .flatMap((path) => {
      const source = parseSource(project, path);
      return environmentReads(source)
        .filter(({ name }) => name === undefined || !foreign.has(name))
        .map(({ line }) => ({
          path,
          line,
          problem: 'Only config.ts reads process.env.',
          mend: 'Give config.ts a field for it and pass the value in.',
        }));
    });
}

function findUnexplained(project: Project): Finding[] {
  const explained = new Set(exampleVariables(project).map(({ name }) => name));
  const seen = new Set<string>();
  return configVariables(project).flatMap(({ path, name, line }) => {
    if (explained.has(name) || foreign.has(name) || seen.has(`${path} ${name}`)) return [];
    seen.add(`${path} ${name}`);
    const problem = `${name} is not in ${examplePath}.`;
    return [
      { path, line, problem, mend: `Add it to ${examplePath} with a sentence that says what it does.` },
    ];
  });
}

function findForgotten(project: Project): Finding[] {
  const readers = sourcePaths(project).filter((path) =>
    mayReadEnvironment.some((pattern) => pattern.test(path)),
  );
  const texts = readers.map((path) => project.read(path)).join('\n');
  return exampleVariables(project)
    .filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(texts))
    .map(({ name, line }) => ({
      path: examplePath,
      line,
      problem: `Nothing reads ${name}.`,
      mend: 'Delete it.',
    }));
}

function exampleVariables(project: Project): { name: string; line: number }[] {
  if (!project.has(examplePath)) return [];
  return project
    .read(examplePath)
    .split('\n')
    .flatMap((text, index) => {
      const name = /^#?\s?([A-Z][A-Z0-9_]*)=/.exec(text)?.[1];
      return name ? [{ name, line: index + 1 }] : [];
    });
}

/** Names that a config.ts takes: members of process.env, and keys in capitals of its schemas. */
function configVariables(project: Project): { path: string; name: string; line: number }[] {
  const paths = project.paths.filter((path) => /^(apps|packages|infra)\/.*(^|\/)config\.ts$/.test(path));
  return paths.flatMap((path) => {
    const source = parseSource(project, path);
    const found: { path: string; name: string; line: number }[] = [];
    for (const { name, line } of environmentReads(source)) if (name) found.push({ path, name, line });
    walk(source.program, (node) => {
      const name = node.type === 'Property' ? nameOf(node.key) : undefined;
      if (name && variable.test(name)) found.push({ path, name, line: source.lineAt(node.start) });
    });
    return found;
  });
}

function environmentReads(source: Source): { name: string | undefined; line: number }[] {
  const reads: { name: string | undefined; line: number }[] = [];
  walk(source.program, (node, ancestors) => {
    const isEnvironment =
      node.type === 'MemberExpression' &&
      nameOf(node.object) === 'process' &&
      nameOf(node.property) === 'env';
    if (!isEnvironment) return;
    const parent = ancestors.at(-1);
    const name = parent?.type === 'MemberExpression' ? nameOf((parent as Node).property) : undefined;
    reads.push({ name, line: source.lineAt(node.start) });
  });
  return reads;
}
