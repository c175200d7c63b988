import type { RouteCondition } from './operation-route.ts';

/** What the place of an operation among others depends on. */
export interface RoutedOperation {
  readonly operationId: string;
  readonly method: string;
  readonly template: string;
  readonly match?: readonly RouteCondition[] | undefined;
}

/** So many operations may share a method and a path. */
export const MAX_VARIANTS = 50;

const NO_CONDITIONS: readonly RouteCondition[] = [];

/** The template with the names of parameters wiped: two templates of one shape match the same paths. */
export function templateShape(template: string): string {
  return template === '' ? '/' : template.replace(/\{[^{}]*\}/g, '{}');
}

/**
 * Orders operations of one method and path, the most specific first: more conditions, then more single values, then
 * more lists of values, then more headers. 0 means that neither goes first.
 */
export function compareRoutes(a: RoutedOperation, b: RoutedOperation): number {
  const left = rankOf(a.match ?? NO_CONDITIONS);
  const right = rankOf(b.match ?? NO_CONDITIONS);
  for (let i = 0; i < left.length; i++) {
    const difference = (right[i] as number) - (left[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether one request could be of both of two operations of one method and path, and neither goes first. */
export function isRouteConflict(a: RoutedOperation, b: RoutedOperation): boolean {
  return compareRoutes(a, b) === 0 && canBothMatch(a, b);
}

/** Why two operations cannot stand side by side, with both named; null when every request has one that goes first. */
export function findRouteConflict(operations: readonly RoutedOperation[]): string | null {
  const groups = Map.groupBy(
    operations,
    ({ method, template }) => `${method.toUpperCase()} ${templateShape(template)}`,
  );
  for (const [name, group] of groups) {
    if (group.length > MAX_VARIANTS) return `${name} has more than ${MAX_VARIANTS} operations`;
    for (const [index, first] of group.entries()) {
      for (const second of group.slice(index + 1)) {
        if (isRouteConflict(first, second)) return naming(first, second);
      }
    }
  }
  return null;
}

function rankOf(match: readonly RouteCondition[]): number[] {
  const exact = match.filter(({ values }) => values?.length === 1).length;
  const lists = match.filter(({ values }) => (values?.length ?? 0) > 1).length;
  const headers = match.filter((condition) => condition.in === 'header').length;
  return [match.length, exact, lists, headers];
}

// Only where both ask the same header or parameter for different values is there no request of both.
function canBothMatch(first: RoutedOperation, second: RoutedOperation): boolean {
  return !(first.match ?? NO_CONDITIONS).some((condition) => {
    const other = second.match?.find(
      ({ in: place, name }) => place === condition.in && name === condition.name,
    );
    if (!condition.values || !other?.values) return false;
    return !condition.values.some((value) => other.values?.includes(value));
  });
}

function naming(first: RoutedOperation, second: RoutedOperation): string {
  const name = (operation: RoutedOperation) =>
    `${operation.operationId} (${operation.method.toUpperCase()} ${operation.template}${conditionsOf(operation)})`;
  return `${name(first)} and ${name(second)} match the same requests, and neither is more specific`;
}

function conditionsOf({ match }: RoutedOperation): string {
  if (!match || match.length === 0) return '';
  return ` with ${match.map(describeCondition).join(', ')}`;
}

/** A condition in words, such as `header x-beta: 1` or `query format`. */
export function describeCondition(condition: RouteCondition): string {
  const { in: place, name, values } = condition;
  if (!values) return `${place} ${name}`;
  return `${place} ${name}${place === 'header' ? ': ' : '='}${values.join(' or ')}`;
}
