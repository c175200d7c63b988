import { type Comment, parseSync } from 'oxc-parser';
import type { Project } from './project.ts';

/** A node of the ESTree syntax tree; what else it has depends on its type. */
export type Node = { type: string; start: number; end: number; [key: string]: unknown };

export type Source = {
  path: string;
  text: string;
  program: Node;
  comments: Comment[];
  /** The line of a character offset, counted from one. */
  lineAt(offset: number): number;
};

const parsed = new WeakMap<Project, Map<string, Source>>();

/** Paths of TypeScript and JavaScript files, without declaration files. */
export function sourcePaths(project: Project): string[] {
  return project.paths.filter(
    (path) => /\.(ts|tsx|mts|cts|js|mjs|cjs|jsx)$/.test(path) && !/\.d\.ts$/.test(path),
  );
}

/** True for files that only tests run. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('e2e/');
}

/** Parses a file once for all checks. Files that do not parse give an empty tree: the types step names them. */
export function parseSource(project: Project, path: string): Source {
  const sources = parsed.get(project) ?? new Map<string, Source>();
  parsed.set(project, sources);
  const known = sources.get(path);
  if (known) return known;
  const text = project.read(path);
  const { program, comments } = parseSync(path, text);
  const source = { path, text, program: program as unknown as Node, comments, lineAt: lineCounter(text) };
  sources.set(path, source);
  return source;
}

/** Visits every node below and including this one, each with its ancestors, nearest last. */
export function walk(
  node: Node,
  visit: (node: Node, ancestors: Node[]) => void,
  ancestors: Node[] = [],
): void {
  visit(node, ancestors);
  const path = [...ancestors, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit, path);
    }
  }
}

/** The name of an identifier or of a property that is called without brackets; otherwise undefined. */
export function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return node.name as string;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  return undefined;
}

/** True for a value that is a syntax tree node. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function lineCounter(text: string): (offset: number) => number {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const after = starts.findIndex((start) => start > offset);
    return after === -1 ? starts.length : after;
  };
}
