import type { Continue, Decision, Principal } from '@tollgate/policies/policy';
import { authenticate } from '../authentication/authenticate.ts';
import type { Exchange, ExchangeObserver } from '../http/exchange.ts';
import type { HeaderLines } from '../http/header-lines.ts';
import { type Problem, problemBody, problemStatus } from '../http/problem.ts';
import type { Admission } from '../limits/admission-book.ts';
import { rateHeaders, retryAfterSeconds } from '../limits/rate-headers.ts';
import { newEventId, newRequestId } from '../metering/event-id.ts';
import type { EndOfTurn, Releasable } from '../metering/spool.ts';
import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';
import { Forwarding, type ForwardingEvents } from '../upstream/forwarding.ts';
import { upstreamRequestHeaders } from '../upstream/request-headers.ts';
import { clientResponseHeaders } from '../upstream/response-headers.ts';
import type { UpstreamPool } from '../upstream/upstream-pools.ts';
import { type Authorisation, authorise } from './authorise.ts';
import { clientAddress } from './client-address.ts';
import { type Location, locate } from './locate.ts';
import type { PipelineContext } from './pipeline-context.ts';
import type { PolicyObserver } from './policy-engine.ts';
import { headerValues, PolicyView } from './policy-view.ts';
import { type TraceContext, traceContext } from './trace-context.ts';

/** The status usage shows for a request whose client went away before it was answered. */
const CLIENT_CLOSED = 499;

/** One request from its head to its usage event. Steps run in the order of their names in the design. */
export class RequestRun implements ForwardingEvents, ExchangeObserver, PolicyObserver, Releasable, EndOfTurn {
  readonly #context: PipelineContext;
  readonly #exchange: Exchange;
  readonly #requestId: string;
  readonly #startedAt = performance.now();
  readonly #startedAtMs = Date.now();
  readonly #trace: TraceContext;
  #index: ConfigurationIndex | null = null;
  #location: Location | null = null;
  #view: PolicyView | null = null;
  #principal: Principal | null = null;
  #authorisation: Authorisation | null = null;
  #admission: Admission | null = null;
  #ourHeaders: string[];
  #pool: UpstreamPool | null = null;
  #forwarding: Forwarding | null = null;
  #forwardedAt = 0;
  #upstreamMs = 0;
  #status = 0;
  #problem = '';
  #answeredBytes = 0;
  #last: Uint8Array | null = null;
  #isAccounted = false;

  constructor(context: PipelineContext, exchange: Exchange) {
    this.#context = context;
    this.#exchange = exchange;
    this.#requestId = newRequestId(this.#startedAtMs);
    this.#trace = traceContext(headerValues(exchange.head, 'traceparent'));
    this.#ourHeaders = ['x-request-id', this.#requestId];
  }

  /** Takes the request through all steps; a step that throws is a bug and a 500, never an admission. */
  start(): void {
    try {
      this.#begin();
    } catch (error) {
      this.#onBug(error);
    }
  }

  #begin(): void {
    const { configuration, routing, trustedHops, engine } = this.#context;
    const { head } = this.#exchange;
    this.#exchange.observer = this;
    const index = configuration.current;
    if (!index) {
      this.onProblem({
        code: 'not_ready',
        detail: 'The gateway has no configuration yet: try again in a few seconds.',
        headers: ['retry-after', '2'],
      });
      return;
    }
    this.#index = index;
    const location = locate(index, head, routing);
    this.#location = location;
    if (location.version && location.tenant) {
      const forwardedFor = trustedHops > 0 ? headerValues(head, 'x-forwarded-for') : [];
      const address = clientAddress(head.peerAddress, forwardedFor, trustedHops);
      this.#view = new PolicyView(head, location, location.tenant.record.id, address, this.#startedAtMs);
      const decision = engine.run(location.version.policies.access, this.#view, this);
      this.#then(decision, () => this.#authenticate());
    } else {
      this.#authenticate();
    }
  }

  onContinue(decision: Continue): void {
    if (decision.responseHeaders) this.#ourHeaders.push(...decision.responseHeaders);
    if (decision.principal) this.#principal = decision.principal;
  }

  onHangUp(): void {
    this.onAbandoned();
  }

  onDrain(): void {}

  /** Goes on after a decision, or answers it. */
  #then(decision: Decision | Promise<Decision>, next: () => void): void {
    if (decision instanceof Promise) {
      decision.then((settled) => this.#then(settled, next)).catch((error: unknown) => this.#onBug(error));
      return;
    }
    if (this.#isAccounted) return;
    if (decision.kind === 'continue') next();
    else if (decision.kind === 'reject') {
      this.onProblem({ code: decision.problem, detail: decision.detail, headers: decision.headers });
    } else {
      this.#answer(decision.status, [...this.#ourHeaders, ...decision.headers], null);
    }
  }

  #authenticate(): void {
    const location = this.#location as Location;
    if (location.problem || !location.version || !this.#view) {
      if (location.problem) this.onProblem(location.problem);
      return;
    }
    if (this.#isLoop()) {
      this.onProblem({
        code: 'loop_detected',
        detail: 'The upstream of this API leads back to this gateway.',
      });
      return;
    }
    const methods = location.version.policies.authenticate;
    const decision = authenticate(this.#context.engine, methods, this.#view, this);
    this.#then(decision, () => this.#authorise());
  }

  #isLoop(): boolean {
    const { pseudonym } = this.#context;
    return headerValues(this.#exchange.head, 'via').some((value) => value.includes(pseudonym));
  }

  #authorise(): void {
    const location = this.#location as Location;
    const { record, lifecycleHeaders } = location.version as NonNullable<Location['version']>;
    if (!this.#principal) {
      this.onProblem({ code: 'internal_error', detail: 'No policy of this API told who calls.' });
      return;
    }
    if (record.status === 'retired') {
      this.#ourHeaders.push(...lifecycleHeaders);
      this.onProblem({
        code: 'version_retired',
        detail: 'This API version is retired: see the portal for its successor.',
      });
      return;
    }
    const operationId = location.operation?.id ?? '';
    const found = authorise(this.#index as ConfigurationIndex, this.#principal.appId, record.id, operationId);
    if ('code' in found) {
      this.onProblem(found);
      return;
    }
    this.#authorisation = found;
    if (found.product.record.status === 'retired') {
      this.onProblem({
        code: 'version_retired',
        detail: 'This product is retired: see the portal for others.',
      });
      return;
    }
    if (lifecycleHeaders.length > 0) this.#ourHeaders.push(...lifecycleHeaders);
    this.#admit(found, this.#principal);
  }

  #admit(authorisation: Authorisation, principal: Principal): void {
    const { spool, book } = this.#context;
    if (!spool.isWritable) {
      this.onProblem({
        code: 'usage_not_recordable',
        detail: 'Usage cannot be recorded right now, so nothing is served that would have to be counted.',
        headers: ['retry-after', '5'],
      });
      return;
    }
    const body = this.#exchange.body;
    const maxBodyBytes = this.#location?.version?.record.maxBodyBytes ?? 0;
    if (body?.declaredBytes && body.declaredBytes > maxBodyBytes) {
      this.onProblem({ code: 'body_too_large', detail: `The body may have at most ${maxBodyBytes} bytes.` });
      return;
    }
    const { subscription, planVersion } = authorisation;
    const admission = book.admit(subscription, principal.environment, planVersion);
    if (admission instanceof Promise) {
      admission.then((settled) => this.#onAdmission(settled)).catch((error: unknown) => this.#onBug(error));
    } else {
      this.#onAdmission(admission);
    }
  }

  #onAdmission(admission: Admission): void {
    const { book, engine } = this.#context;
    if (this.#isAccounted) {
      if (admission.violated.length === 0) book.undo(admission);
      return;
    }
    this.#ourHeaders.push(...rateHeaders(admission.set.allowances, this.#startedAtMs));
    const { violated } = admission;
    if (violated.length > 0) {
      const names = violated.map((allowance) => allowance.spec.name);
      const isQuota = violated.some((allowance) => allowance.isQuota);
      this.onProblem({
        code: isQuota ? 'quota_exceeded' : 'rate_limited',
        detail: isQuota
          ? 'The quota of this period is used up: wait for the next, or take a larger plan.'
          : `The limit ${names.join(', ')} is reached: wait as long as Retry-After says.`,
        headers: ['retry-after', String(retryAfterSeconds(violated, this.#startedAtMs))],
        violatedPolicies: names,
      });
      return;
    }
    this.#admission = admission;
    const policies = this.#location?.version?.policies.request ?? [];
    if (policies.length === 0) this.#forward();
    else this.#then(engine.run(policies, this.#view as PolicyView, this), () => this.#forward());
  }

  #forward(): void {
    const location = this.#location as Location;
    const version = location.version as NonNullable<Location['version']>;
    const { pools, pseudonym } = this.#context;
    const pool = pools.acquire(version.upstream, this.#startedAtMs);
    if (!pool) {
      this.onProblem({
        code: 'overloaded',
        detail: 'Too many requests to this API are under way: try again shortly.',
        headers: ['retry-after', '1'],
      });
      return;
    }
    this.#pool = pool;
    const { head } = this.#exchange;
    const { subscription, planVersion } = this.#authorisation as Authorisation;
    const principal = this.#principal as Principal;
    const ours = {
      tenantId: version.record.tenantId,
      appId: principal.appId,
      subscriptionId: subscription.record.id,
      planVersionId: planVersion.planId,
      requestId: this.#requestId,
      traceparent: this.#trace.traceparent,
      clientAddress: this.#view?.clientAddress ?? '',
      host: headerValues(head, 'host')[0] ?? '',
      scheme: head.isTls ? ('https' as const) : ('http' as const),
      via: `1.1 ${pseudonym}`,
    };
    this.#forwarding = new Forwarding({
      exchange: this.#exchange,
      pool,
      target: version.upstream,
      path: (version.upstream.pathPrefix + location.rest || '/') + location.query,
      headers: upstreamRequestHeaders(head, ours, principal.credentialHeaders),
      maxBodyBytes: version.record.maxBodyBytes,
      events: this,
    });
    this.#forwardedAt = performance.now();
    this.#forwarding.start();
  }

  onHead(status: number, lines: HeaderLines): void {
    const now = performance.now();
    this.#upstreamMs = now - this.#forwardedAt;
    const gatewayMs = now - this.#startedAt - this.#upstreamMs;
    this.#ourHeaders.push(
      'server-timing',
      `gw;dur=${gatewayMs.toFixed(2)}, up;dur=${this.#upstreamMs.toFixed(2)}`,
    );
    this.#exchange.sendHead(status, clientResponseHeaders(lines, this.#ourHeaders));
    this.#status = status;
    // Should the body take longer than this turn, its head does not wait for it.
    this.#context.spool.atEndOfTurn(this);
  }

  onEndOfTurn(): void {
    if (!this.#isAccounted && this.#forwarding?.hasBody) this.#exchange.flushHead();
  }

  onFinished(last: Uint8Array | null): void {
    this.#last = last;
    this.#account(true);
  }

  onBroken(problem: Problem): void {
    this.#problem = problem.code;
    this.#account(false);
    this.#exchange.abort();
  }

  onAbandoned(): void {
    if (this.#status === 0) this.#status = CLIENT_CLOSED;
    this.#account(false);
  }

  /** Answers a problem; whatever was taken for a request that was not forwarded goes back. */
  onProblem(problem: Problem): void {
    if (this.#isAccounted) return;
    this.#problem = problem.code;
    if (this.#admission && !problem.code.startsWith('upstream_')) this.#context.book.undo(this.#admission);
    const { target } = this.#exchange.head;
    const mark = target.indexOf('?');
    const body = problemBody(
      problem,
      this.#context.docsUrl,
      this.#requestId,
      mark === -1 ? target : target.slice(0, mark),
    );
    const headers = [...this.#ourHeaders, 'content-type', 'application/problem+json'];
    if (problem.headers) headers.push(...problem.headers);
    this.#answer(problemStatus(problem.code), headers, body);
  }

  release(): void {
    this.#exchange.finish(this.#last);
  }

  withhold(): void {
    this.#exchange.abort();
  }

  #answer(status: number, headers: string[], body: Buffer | null): void {
    const isHead = this.#exchange.head.method === 'HEAD';
    if (body) headers.push('content-length', String(body.length));
    this.#exchange.sendHead(status, headers);
    this.#status = status;
    this.#last = isHead ? null : body;
    this.#answeredBytes = this.#last?.length ?? 0;
    this.#account(true);
  }

  #onBug(error: unknown): void {
    this.#context.logger.error({ requestId: this.#requestId, error: String(error) }, 'a request broke');
    this.onProblem({ code: 'internal_error', detail: 'Something broke in the gateway.' });
  }

  /** Writes the usage event; the last bytes of a whole response go when the kernel has it. */
  #account(isWhole: boolean): void {
    if (this.#isAccounted) return;
    this.#isAccounted = true;
    if (this.#pool) this.#context.pools.release(this.#pool);
    const tenant = this.#location?.tenant;
    if (!tenant) {
      if (isWhole) this.release();
      return;
    }
    const { spool, makeLine } = this.#context;
    spool.append(
      makeLine(newEventId(this.#startedAtMs), this.#facts(tenant.record.id)),
      isWhole ? this : null,
    );
  }

  #facts(tenant: string) {
    const { head, body } = this.#exchange;
    const { version, operation } = this.#location as Location;
    const forwarding = this.#forwarding;
    const isForwarded = forwarding !== null && this.#problem === '' && this.#status !== CLIENT_CLOSED;
    return {
      startedAtUs: Math.round((performance.timeOrigin + this.#startedAt) * 1000),
      tenant,
      environment: this.#principal?.environment ?? ('live' as const),
      api: version?.record.apiId ?? '',
      apiVersion: version?.record.id ?? '',
      operation: operation?.id ?? '',
      product: this.#authorisation?.product.record.id ?? '',
      planVersion: this.#authorisation?.planVersion.id ?? '',
      subscription: this.#authorisation?.subscription.record.id ?? '',
      app: this.#principal?.appId ?? '',
      key: this.#principal?.keyId ?? '',
      method: head.method,
      route: version && operation ? version.basePath + operation.template : '',
      status: this.#status,
      problem: this.#problem,
      isBillable: isForwarded && this.#status < 500,
      requestBytes: body?.receivedBytes ?? 0,
      responseBytes: forwarding && this.#answeredBytes === 0 ? forwarding.responseBytes : this.#answeredBytes,
      durationUs: Math.round((performance.now() - this.#startedAt) * 1000),
      upstreamUs: Math.round((forwarding ? performance.now() - this.#forwardedAt : 0) * 1000),
      attempts: forwarding?.attempts ?? 0,
      requestId: this.#requestId,
      traceId: this.#trace.traceId,
    };
  }
}
