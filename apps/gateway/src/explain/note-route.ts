import type { RequestHead } from '../http/exchange.ts';
import { type Location, locate } from '../pipeline/locate.ts';
import type { PipelineContext } from '../pipeline/pipeline-context.ts';
import type { ExplanationRecorder } from './explanation-recorder.ts';

/** Notes where a request was routed; it is matched once more for the time that takes. */
export function noteRoute(
  recorder: ExplanationRecorder,
  { version, operation, problem }: Location,
  head: RequestHead,
  { configuration, routing, balancers }: PipelineContext,
): void {
  const startedAt = performance.now();
  if (configuration.current) locate(configuration.current, head, routing);
  const route = version && operation ? `${operation.method} ${version.basePath}${operation.template}` : '';
  const plan = version?.plan ?? null;
  const balancer = version && plan ? balancers.of(version.record.id, plan) : null;
  const fit = balancer?.targets.filter(({ isFit }) => isFit).length;
  recorder.note('route', route, startedAt, {
    outcome: problem ? 'refused' : 'passed',
    detail: problem
      ? `${problem.code}: ${problem.detail}`
      : balancer
        ? `${fit} of ${balancer.targets.length} targets are fit, ${balancer.settings.method}.`
        : `API version ${version?.record.id ?? ''}.`,
  });
}
