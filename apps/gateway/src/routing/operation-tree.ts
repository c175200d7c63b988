import { compareRoutes, findRouteConflict } from '@tollgate/domain/routing/route-order';
import type { OperationRecord } from '@tollgate/domain/snapshot';
import type { RequestHead } from '../http/exchange.ts';
import { Conditions } from './conditions.ts';
import { compileRewrite, type PathRewrite } from './path-rewrite.ts';
import { fitsSegment, type TemplateSegment, templateSegments } from './template-segments.ts';

/** One operation as it is matched. */
export interface Route {
  readonly operation: OperationRecord;
  /** Null for most, which ask for nothing besides method and path. */
  readonly conditions: Conditions | null;
  /** Null where the path that came is forwarded. */
  readonly rewrite: PathRewrite | null;
  /** The next of this method and path, less specific. */
  next: Route | null;
}

interface MixedChild {
  /** Literal parts around parameters: `{a}...{b}.json` is ["", "...", ".json"]. */
  readonly literals: readonly string[];
  readonly node: TreeNode;
}

interface TreeNode {
  literals: Map<string, TreeNode> | null;
  mixed: MixedChild[];
  parameter: TreeNode | null;
  routes: Map<string, Route> | null;
}

export interface OperationMatch {
  /** Undefined when the path is known, but not with this method or without what its operations ask for. */
  readonly route: Route | undefined;
  readonly allowedMethods: readonly string[];
  /** Whether there are operations of this method, and the request carries what none of them asks for. */
  readonly isConditionMissed: boolean;
}

interface Search {
  readonly method: string;
  readonly head: RequestHead;
  readonly query: string;
  readonly segments: readonly string[];
  routes: Map<string, Route> | null;
  isConditionMissed: boolean;
}

/**
 * The operations of one API version by path template: literal segments before segments with parts, those before
 * whole parameters; then by method, and by conditions, the most specific first. Cost is that of the path, not of the
 * number of operations.
 */
export class OperationTree {
  readonly #root: TreeNode = emptyNode();

  /** `rewrite` is for operations without one of their own. Throws when two operations match the same requests. */
  constructor(operations: readonly OperationRecord[], rewrite: PathRewrite | null) {
    const conflict = findRouteConflict(operations);
    if (conflict !== null) throw new Error(conflict);
    for (const operation of operations) this.#add(operation, rewrite);
  }

  /** `rest` is the canonical path below the base path: empty, or starting with a slash. */
  match(method: string, rest: string, head: RequestHead, query: string): OperationMatch | undefined {
    const segments = rest === '' || rest === '/' ? [] : rest.slice(1).split('/');
    const search: Search = { method, head, query, segments, routes: null, isConditionMissed: false };
    const route = walk(this.#root, search, 0);
    const { routes, isConditionMissed } = search;
    if (routes === null) return undefined;
    return { route, allowedMethods: route ? NONE : methodsOf(routes), isConditionMissed };
  }

  #add(operation: OperationRecord, rewrite: PathRewrite | null): void {
    let node = this.#root;
    const { template, match } = operation;
    for (const segment of templateSegments(template)) node = descend(node, segment);
    const route: Route = {
      operation,
      conditions: match && match.length > 0 ? new Conditions(match) : null,
      rewrite: operation.rewrite === undefined ? rewrite : compileRewrite(template, operation.rewrite),
      next: null,
    };
    node.routes ??= new Map();
    const method = operation.method.toUpperCase();
    node.routes.set(method, insert(node.routes.get(method) ?? null, route));
  }
}

const NONE: readonly string[] = [];

function emptyNode(): TreeNode {
  return { literals: null, mixed: [], parameter: null, routes: null };
}

function insert(first: Route | null, route: Route): Route {
  if (first === null || compareRoutes(route.operation, first.operation) < 0) {
    route.next = first;
    return route;
  }
  first.next = insert(first.next, route);
  return first;
}

function descend(node: TreeNode, { literals, parameters }: TemplateSegment): TreeNode {
  if (parameters.length === 0) {
    const segment = literals[0] as string;
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

// Goes on past a match that lacks the method or the conditions: a broader template may have it.
function walk(node: TreeNode, search: Search, at: number): Route | undefined {
  const { segments } = search;
  if (at === segments.length) return choose(node.routes, search);
  const segment = segments[at] as string;
  const literal = node.literals?.get(segment);
  if (literal) {
    const route = walk(literal, search, at + 1);
    if (route) return route;
  }
  for (const child of node.mixed) {
    if (!fitsSegment(segment, child.literals)) continue;
    const route = walk(child.node, search, at + 1);
    if (route) return route;
  }
  return node.parameter !== null && segment !== '' ? walk(node.parameter, search, at + 1) : undefined;
}

function choose(routes: Map<string, Route> | null, search: Search): Route | undefined {
  if (routes === null) return undefined;
  search.routes ??= routes;
  const found = firstFit(routes.get(search.method), search);
  return found ?? (search.method === 'HEAD' ? firstFit(routes.get('GET'), search) : undefined);
}

function firstFit(first: Route | undefined, search: Search): Route | undefined {
  for (let route = first ?? null; route !== null; route = route.next) {
    if (route.conditions === null || route.conditions.hold(search.head, search.query)) return route;
    search.isConditionMissed = true;
  }
  return undefined;
}

function methodsOf(routes: Map<string, Route>): string[] {
  const methods = [...routes.keys()];
  if (routes.has('GET') && !routes.has('HEAD')) methods.push('HEAD');
  return methods.sort();
}
