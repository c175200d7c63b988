import type { Gateway, RouteProblem } from '@tollgate/contract/watch';
import { Alert } from '@tollgate/ui/feedback/alert';
import Link from 'next/link';
import { paths } from '../../shell/paths.ts';

/** Props of `RouteProblems`. */
export type RouteProblemsProps = {
  gateways: readonly Gateway[];
  /** Whether each leads to its version. */
  isLinked?: boolean;
};

/** What gateways say is wrong with API versions, each problem once, with the gateways that have it. */
export function RouteProblems({ gateways, isLinked = true }: RouteProblemsProps) {
  const found = new Map<string, { problem: RouteProblem; names: string[] }>();
  for (const { name, status, routeProblems } of gateways) {
    if (status === 'lost') continue;
    for (const problem of routeProblems) {
      const key = `${problem.apiVersionId} ${problem.message}`;
      const known = found.get(key);
      if (known) known.names.push(name);
      else found.set(key, { problem, names: [name] });
    }
  }
  return [...found].map(([key, { problem, names }]) => (
    <Alert
      key={key}
      tone="warning"
      title={`${problem.name} has a problem at ${names.join(', ')}`}
      action={
        isLinked ? (
          <Link
            className="text-accent text-ui underline"
            href={paths.apiVersionUpstream(problem.apiId, problem.apiVersionId)}
          >
            Show the version
          </Link>
        ) : undefined
      }
    >
      <span className="break-words">{problem.message}</span>
    </Alert>
  ));
}
