import type { Project } from '../project.ts';
import { isNode, isTest, type Node, nameOf, parseSource, type Source, sourcePaths, walk } from '../source.ts';

/** Something that a browser can call in a Next.js app: a server action, or a method of a route handler. */
export interface EntryPoint {
  path: string;
  name: string;
  /** The function that made it, by its name and the file it is imported from; undefined when it was not made so. */
  wrapper: { name: string; path: string } | undefined;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const DIRECTIVE = 'use server';

/** Every server action and route handler of the app in a folder, found in its files. */
export function findEntryPoints(project: Project, folder: string): EntryPoint[] {
  return sourcePaths(project)
    .filter((path) => path.startsWith(`${folder}/`) && !isTest(path))
    .flatMap((path) => {
      const source = parseSource(project, path);
      const isRoute = /\/route\.tsx?$/.test(path);
      if (isRoute) return exportsOf(source).filter(({ name }) => METHODS.has(name) || name === '*');
      return hasDirective(source.program) ? exportsOf(source) : inlineActions(source);
    });
}

function hasDirective(node: Node): boolean {
  const statements = (Array.isArray(node.body) ? node.body : []) as Node[];
  return statements.some(({ directive }) => directive === DIRECTIVE);
}

/** Actions inside other functions: nothing wraps them. */
function inlineActions({ path, program }: Source): EntryPoint[] {
  const found: EntryPoint[] = [];
  walk(program, (node) => {
    const body = node.body as Node | undefined;
    const isFunction = /Function/.test(node.type) && isNode(body);
    if (isFunction && hasDirective(body)) {
      found.push({ path, name: nameOf(node.id) ?? 'an inline action', wrapper: undefined });
    }
  });
  return found;
}

function exportsOf(source: Source): EntryPoint[] {
  const { path, program } = source;
  const imports = importsOf(source);
  return (program.body as Node[]).flatMap((node) => {
    if (node.exportKind === 'type') return [];
    if (node.type === 'ExportAllDeclaration' || node.type === 'ExportDefaultDeclaration') {
      return [{ path, name: '*', wrapper: undefined }];
    }
    if (node.type !== 'ExportNamedDeclaration') return [];
    const declaration = node.declaration as Node | null;
    if (/^TS/.test(declaration?.type ?? '')) return [];
    if (declaration?.type === 'VariableDeclaration') {
      return (declaration.declarations as Node[]).map(({ id, init }) => {
        const call = init as Node | null;
        const callee = call?.type === 'CallExpression' ? nameOf(call.callee) : undefined;
        return { path, name: nameOf(id) ?? '*', wrapper: callee ? imports.get(callee) : undefined };
      });
    }
    const names = declaration
      ? [declaration.id]
      : (node.specifiers as Node[]).map(({ exported }) => exported);
    return names.map((name) => ({ path, name: nameOf(name) ?? '*', wrapper: undefined }));
  });
}

function importsOf({ path, program }: Source): Map<string, { name: string; path: string }> {
  const found = new Map<string, { name: string; path: string }>();
  for (const node of program.body as Node[]) {
    if (node.type !== 'ImportDeclaration') continue;
    const from = new URL(nameOf(node.source) ?? '', `file:///${path}`).pathname.slice(1);
    for (const { local, imported } of node.specifiers as Node[]) {
      found.set(nameOf(local) ?? '', { name: nameOf(imported) ?? '', path: decodeURIComponent(from) });
    }
  }
  return found;
}
