import type { OperationRecord } from '@tollgate/domain/snapshot';

interface MixedChild {
  /** Literal parts around parameters: `{a}...{b}.json` is ["", "...", ".json"]. */
  readonly literals: readonly string[];
  readonly node: TreeNode;
}

interface TreeNode {
  literals: Map<string, TreeNode> | null;
  mixed: MixedChild[];
  parameter: TreeNode | null;
  operations: Map<string, OperationRecord> | null;
}

export interface OperationMatch {
  /** Undefined when the path is known, but not with this method. */
  readonly operation: OperationRecord | undefined;
  readonly allowedMethods: readonly string[];
}

const PARAMETER = /\{[^{}]*\}/g;

/**
 * The operations of one API version by path template: literal segments before segments with parts, those before
 * whole parameters. Cost is that of the path, not of the number of operations.
 */
export class OperationTree {
  readonly #root: TreeNode = emptyNode();

  constructor(operations: readonly OperationRecord[]) {
    for (const operation of operations) this.#add(operation);
  }

  /** `rest` is the canonical path below the base path: empty, or starting with a slash. */
  match(method: string, rest: string): OperationMatch | undefined {
    const segments = rest === '' || rest === '/' ? [] : rest.slice(1).split('/');
    const found: { methods: Map<string, OperationRecord> | null } = { methods: null };
    const operation = walk(this.#root, segments, 0, method, found);
    if (found.methods === null) return undefined;
    return { operation, allowedMethods: operation ? NONE : methodsOf(found.methods) };
  }

  /** Every method the path answers to, in alphabetical order. */
  allowedMethods(rest: string): readonly string[] {
    return this.match('', rest)?.allowedMethods ?? NONE;
  }

  #add(operation: OperationRecord): void {
    let node = this.#root;
    const { template } = operation;
    const segments = template === '/' || template === '' ? [] : template.replace(/^\//, '').split('/');
    for (const segment of segments) node = descend(node, segment);
    node.operations ??= new Map();
    node.operations.set(operation.method.toUpperCase(), operation);
  }
}

const NONE: readonly string[] = [];

function emptyNode(): TreeNode {
  return { literals: null, mixed: [], parameter: null, operations: null };
}

function descend(node: TreeNode, segment: string): TreeNode {
  const literals = segment.split(PARAMETER);
  if (literals.length === 1) {
    node.literals ??= new Map();
    let child = node.literals.get(segment);
    if (!child) {
      child = emptyNode();
      node.literals.set(segment, child);
    }
    return child;
  }
  if (literals.every((literal) => literal === '')) {
    node.parameter ??= emptyNode();
    return node.parameter;
  }
  const shape = literals.join('\0');
  let child = node.mixed.find((candidate) => candidate.literals.join('\0') === shape);
  if (!child) {
    child = { literals, node: emptyNode() };
    node.mixed.push(child);
    // Longer literals are more specific.
    node.mixed.sort((a, b) => b.literals.join('').length - a.literals.join('').length);
  }
  return child.node;
}

// Goes on past a match that lacks the method: a broader template may have it.
function walk(
  node: TreeNode,
  segments: readonly string[],
  at: number,
  method: string,
  found: { methods: Map<string, OperationRecord> | null },
): OperationRecord | undefined {
  if (at === segments.length) {
    if (node.operations === null) return undefined;
    found.methods ??= node.operations;
    return node.operations.get(method) ?? (method === 'HEAD' ? node.operations.get('GET') : undefined);
  }
  const segment = segments[at] as string;
  const literal = node.literals?.get(segment);
  if (literal) {
    const operation = walk(literal, segments, at + 1, method, found);
    if (operation) return operation;
  }
  for (const child of node.mixed) {
    if (!fits(segment, child.literals)) continue;
    const operation = walk(child.node, segments, at + 1, method, found);
    if (operation) return operation;
  }
  return node.parameter !== null && segment !== ''
    ? walk(node.parameter, segments, at + 1, method, found)
    : undefined;
}

// Every parameter takes at least one letter.
function fits(segment: string, literals: readonly string[]): boolean {
  const first = literals[0] as string;
  const last = literals.at(-1) as string;
  if (!segment.startsWith(first) || !segment.endsWith(last)) return false;
  let at = first.length;
  for (let i = 1; i < literals.length - 1; i++) {
    const next = segment.indexOf(literals[i] as string, at + 1);
    if (next === -1) return false;
    at = next + (literals[i] as string).length;
  }
  return segment.length - last.length > at;
}

function methodsOf(operations: Map<string, OperationRecord>): string[] {
  const methods = [...operations.keys()];
  if (operations.has('GET') && !operations.has('HEAD')) methods.push('HEAD');
  return methods.sort();
}
