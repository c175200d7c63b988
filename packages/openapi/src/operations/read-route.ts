import { type OperationRoute, RouteMatch } from '@tollgate/domain/routing/operation-route';
import { findRewriteProblem } from '@tollgate/domain/routing/path-template';
import type { Extensions } from '../imported-api.ts';
import type { Reading } from '../normalize/reading.ts';
import { memberLocation } from '../text/json-value.ts';

/** What `x-tollgate-match` and `x-tollgate-rewrite` of an operation say; null when neither is there. */
export function readRoute(
  reading: Reading,
  extensions: Extensions,
  location: string,
  { pathParameterNames }: { pathParameterNames: string[] },
): OperationRoute | null {
  const match = readMatch(
    reading,
    extensions['x-tollgate-match'],
    memberLocation(location, 'x-tollgate-match'),
  );
  const rewrite = extensions['x-tollgate-rewrite'] ?? null;
  if (match.length === 0 && rewrite === null) return null;
  const problem = rewrite === null ? null : describeRewrite(rewrite, pathParameterNames);
  if (problem !== null) {
    const at = memberLocation(location, 'x-tollgate-rewrite');
    reading.problems.add(at, `x-tollgate-rewrite ${problem}.`, 'Write a path such as /items/{id}.');
  }
  return { match, rewrite: typeof rewrite === 'string' ? rewrite : null };
}

function readMatch(reading: Reading, declared: unknown, location: string): RouteMatch {
  if (declared === undefined) return [];
  const parsed = RouteMatch.safeParse(declared);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues.slice(0, 10)) {
    const at = issue.path.reduce<string>((place, key) => memberLocation(place, String(key)), location);
    reading.problems.add(
      at,
      `x-tollgate-match: ${String(issue.path.at(-1) ?? 'it')} ${issue.message}.`,
      'Write a list such as [{"in": "header", "name": "x-beta", "values": ["1"]}].',
    );
  }
  return [];
}

function describeRewrite(rewrite: unknown, parameters: readonly string[]): string | null {
  return typeof rewrite === 'string' ? findRewriteProblem(rewrite, parameters) : 'must be text';
}
