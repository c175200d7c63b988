import type { Continue, Decision, Principal, Reject } from '@tollgate/policies/policy';
import { authenticate } from '../authentication/authenticate.ts';
import type { Exchange, ExchangeObserver } from '../http/exchange.ts';
import { type Problem, problemBody, problemStatus } from '../http/problem.ts';
import { checkedFields, type HeaderLines } from '../http/wire/header-lines.ts';
import type { Admission } from '../limits/admission-book.ts';
import { rateHeaders } from '../limits/rate-headers.ts';
import { newRequestId } from '../metering/event-id.ts';
import type { EndOfTurn, Releasable } from '../metering/spool.ts';
import type { ConfigurationIndex } from '../snapshot/configuration-index.ts';
import type { Authorisation } from '../snapshot/entries.ts';
import type { ForwardingEvents, Outgoing } from '../upstream/forwarding.ts';
import { ClientHeaders } from '../upstream/response-headers.ts';
import { UPSTREAM_BUSY } from '../upstream/upstream-fault.ts';
import { account } from './accounting/account.ts';
import { CLIENT_CLOSED, type RequestOutcome } from './accounting/usage-facts.ts';
import { authorise } from './authorise.ts';
import { makeCachedOutgoing } from './caching/cached-outgoing.ts';
import { clientAddress } from './client-address.ts';
import type { CompiledPolicies } from './compile-policies.ts';
import { encoded } from './encoding/encoded-exchange.ts';
import { type Location, locate } from './locate.ts';
import { isLoop } from './loop.ts';
import type { OpenStream } from './open-streams.ts';
import { HeldExchange } from './phases/held-exchange.ts';
import { policiesAt, policiesOfCaller } from './phases/policies-at.ts';
import { callerOf, isForwardedAsItIs, runRequestPhase } from './phases/request-phase.ts';
import { type ReadyAnswer, ResponsePhase } from './phases/response-phase.ts';
import type { PipelineContext } from './pipeline-context.ts';
import type { PolicyObserver } from './policy-engine.ts';
import { PolicyView } from './policy-view.ts';
import * as problems from './problems.ts';
import { serverTiming } from './server-timing.ts';
import type { TraceContext } from './trace-context.ts';

/** One request from its head to its usage event. Steps run in the order of their names in the design. */
export class RequestRun
  implements ForwardingEvents, ExchangeObserver, PolicyObserver, Releasable, EndOfTurn, OpenStream
{
  readonly #context: PipelineContext;
  #exchange: Exchange;
  readonly #requestId: string;
  readonly #startedAt = performance.now();
  readonly #startedAtMs = Date.now();
  readonly #trace: TraceContext;
  #index: ConfigurationIndex | null = null;
  #location: Location | null = null;
  #policies: CompiledPolicies | null = null;
  #view: PolicyView | null = null;
  #principal: Principal | null = null;
  #authorisation: Authorisation | null = null;
  #admission: Admission | null = null;
  #ourHeaders: string[];
  #forwarding: Outgoing | null = null;
  /** Only where the version has response policies. */
  #responsePhase: ResponsePhase | null = null;
  #maxBodyBytes = 0;
  #forwardedAt = 0;
  #status = 0;
  #problem = '';
  /** Who answered in place of the upstream; empty while nobody did. */
  #answeredBy: '' | 'mock' | 'policy' = '';
  #answeredBytes = 0;
  #last: Uint8Array | null = null;
  #isAccounted = false;

  constructor(context: PipelineContext, exchange: Exchange) {
    this.#context = context;
    this.#exchange = exchange;
    this.#requestId = newRequestId(this.#startedAtMs);
    this.#trace = context.startTrace(exchange.head.lines.values('traceparent'));
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
      this.onProblem(problems.NO_CONFIGURATION);
      return;
    }
    this.#index = index;
    const location = locate(index, head, routing);
    this.#location = location;
    if (location.version && location.tenant) {
      this.#maxBodyBytes = location.version.record.maxBodyBytes;
      const forwardedFor = trustedHops > 0 ? head.lines.values('x-forwarded-for') : [];
      const address = clientAddress(head.peerAddress, forwardedFor, trustedHops);
      this.#view = new PolicyView(this.#exchange, location, address, this.#requestId, this.#startedAtMs);
      this.#policies = policiesAt(location.version, location, head);
      const decision = engine.run(this.#policies.access, this.#view, this);
      this.#then(decision, () => this.#authenticate());
    } else {
      this.#authenticate();
    }
  }

  onContinue(decision: Continue): void {
    const { responseHeaders } = decision;
    if (responseHeaders) this.#ourHeaders.push(...checkedFields(responseHeaders));
    if (decision.principal) this.#principal = decision.principal;
    if (decision.forward) this.#view?.replace(decision.forward);
    if (decision.ticket) this.#view?.hold(decision.ticket);
    if (decision.maxBodyBytes !== undefined) {
      this.#maxBodyBytes = Math.min(this.#maxBodyBytes, decision.maxBodyBytes);
    }
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
    else if (decision.kind === 'reject') this.onProblem(problems.refusalProblem(decision));
    else {
      this.#answeredBy = decision.isMocked ? 'mock' : 'policy';
      if (this.#admission && !decision.isMocked) this.#context.book.undo(this.#admission);
      const body = decision.body ? Buffer.from(decision.body) : null;
      this.#answer(decision.status, [...this.#ourHeaders, ...decision.headers], body);
    }
  }

  #authenticate(): void {
    const isBack = isLoop(this.#exchange.head, this.#context.pseudonym);
    const problem = this.#location?.problem ?? (isBack ? problems.LOOP : null);
    if (problem) this.onProblem(problem);
    if (problem || !this.#policies || !this.#view) return;
    const decision = authenticate(this.#context.engine, this.#policies.authenticate, this.#view, this);
    this.#then(decision, () => this.#authorise());
  }

  #authorise(): void {
    const location = this.#location as Location;
    const { record, lifecycleHeaders } = location.version as NonNullable<Location['version']>;
    if (!this.#principal) {
      this.onProblem(problems.NOBODY_CALLS);
      return;
    }
    if (record.status === 'retired') {
      this.#ourHeaders.push(...lifecycleHeaders);
      this.onProblem(problems.VERSION_RETIRED);
      return;
    }
    const operation = location.operation as NonNullable<Location['operation']>;
    const found = authorise(this.#index as ConfigurationIndex, this.#principal, record.id, operation);
    if ('code' in found) {
      this.onProblem(found);
      return;
    }
    this.#authorisation = found;
    if (found.product.record.status === 'retired') {
      this.onProblem(problems.PRODUCT_RETIRED);
      return;
    }
    if (lifecycleHeaders.length > 0) this.#ourHeaders.push(...lifecycleHeaders);
    this.#admit(found, this.#principal);
  }

  #admit(authorisation: Authorisation, principal: Principal): void {
    const { spool, book } = this.#context;
    if (!spool.isWritable) {
      this.onProblem(problems.NOT_RECORDABLE);
      return;
    }
    if ((this.#exchange.body?.declaredBytes ?? 0) > this.#maxBodyBytes) {
      this.onProblem(problems.bodyTooLarge(this.#maxBodyBytes));
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
    const { book, engine, bodies, encoders } = this.#context;
    if (this.#isAccounted) {
      if (admission.violated.length === 0) book.undo(admission);
      return;
    }
    this.#ourHeaders.push(...rateHeaders(admission.set.allowances, this.#startedAtMs));
    if (admission.violated.length > 0) {
      this.onProblem(problems.limitProblem(admission.violated, this.#startedAtMs));
      return;
    }
    this.#admission = admission;
    const policies = policiesOfCaller(this.#index, this.#policies, this.#authorisation, this.#location);
    if (policies === null) {
      this.onProblem(problems.POLICIES_MISSING);
      return;
    }
    this.#policies = policies;
    const view = this.#view as PolicyView;
    this.#exchange = encoded(this.#exchange, policies.encode, view, encoders);
    if (isForwardedAsItIs(policies, this.#principal as Principal)) {
      this.#forward(this.#exchange);
      return;
    }
    view.caller = callerOf(this.#authorisation as Authorisation, this.#principal as Principal);
    const { body } = this.#exchange;
    const phase = { engine, bodies, policies, view, body, observer: this, maxBodyBytes: this.#maxBodyBytes };
    this.#then(runRequestPhase(phase), () => {
      const exchange = new HeldExchange(this.#exchange, view.body ?? view.heldBody);
      if (policies.response.length > 0) {
        view.wantsPlainAnswer = policies.responseBodyBytes > 0;
        this.#responsePhase = new ResponsePhase({ engine, bodies, policies, view, exchange });
      }
      this.#forward(exchange);
    });
  }

  #forward(exchange: Exchange): void {
    const view = this.#view as PolicyView;
    const forwarding = makeCachedOutgoing({
      context: this.#context,
      exchange,
      head: view.forwardedHead,
      query: view.query,
      location: this.#location as Location,
      policies: this.#policies as CompiledPolicies,
      principal: this.#principal as Principal,
      authorisation: this.#authorisation as Authorisation,
      requestId: this.#requestId,
      traceparent: this.#trace.traceparent,
      clientAddress: view.clientAddress,
      startedAtMs: this.#startedAtMs,
      maxBodyBytes: this.#maxBodyBytes,
      events: this,
    });
    if (forwarding === null) {
      this.onProblem(UPSTREAM_BUSY);
      return;
    }
    this.#forwarding = forwarding;
    this.#forwardedAt = performance.now();
    forwarding.start();
  }

  onHead(status: number, lines: HeaderLines): void {
    const now = performance.now();
    this.#ourHeaders.push('server-timing', serverTiming(now - this.#startedAt, now - this.#forwardedAt));
    const headers = new ClientHeaders(lines, this.#ourHeaders);
    if (this.#responsePhase) {
      const hasBody = this.#forwarding?.hasBody !== false;
      const changed = this.#responsePhase.onHead(status, headers.upstreams(), this.#ourHeaders, hasBody);
      if (changed === null) return;
      this.#exchange.sendHead(status, changed);
    } else {
      this.#exchange.passHead(status, headers);
    }
    this.#status = status;
    // Should the body take longer than this turn, its head does not wait for it.
    this.#context.spool.atEndOfTurn(this);
  }

  onEndOfTurn(): void {
    if (this.#isAccounted || !this.#forwarding?.hasBody) return;
    this.#exchange.flushHead();
    this.#context.streams.add(this, {
      location: this.#location as Location,
      principal: this.#principal as Principal,
      authorisation: this.#authorisation as Authorisation,
    });
  }

  cutOff(): void {
    this.#forwarding?.cancel();
    this.#account(false);
    this.#exchange.abort();
  }

  onFinished(last: Uint8Array | null): void {
    if (this.#responsePhase?.isHolding) {
      const outcome = this.#responsePhase.onEnd(last);
      if (outcome instanceof Promise) outcome.then((one) => this.#onAnswer(one)).catch((e) => this.#onBug(e));
      else this.#onAnswer(outcome);
      return;
    }
    this.#last = last;
    this.#account(true);
  }

  #onAnswer(outcome: ReadyAnswer | Reject): void {
    if (outcome.kind === 'reject') this.onProblem(problems.refusalProblem(outcome));
    else if (!this.#isAccounted) this.#send(outcome.status, outcome.headers, outcome.body);
  }

  onBroken(problem: Problem): void {
    if (this.#responsePhase?.isHolding) {
      this.onProblem(problem);
      return;
    }
    this.#problem = problem.code;
    this.#account(false);
    this.#exchange.abort();
  }

  onAbandoned(): void {
    const refusal = this.#responsePhase?.refusal;
    if (refusal) {
      this.onProblem(problems.refusalProblem(refusal));
      return;
    }
    if (this.#status === 0) this.#status = CLIENT_CLOSED;
    this.#account(false);
  }

  /** Answers a problem; whatever was taken for a request that was not forwarded goes back. */
  onProblem(problem: Problem): void {
    if (this.#isAccounted) return;
    this.#problem = problem.code;
    const isSent = (this.#forwarding?.attempts ?? 0) > 0;
    if (this.#admission && !(isSent && problem.code.startsWith('upstream_')))
      this.#context.book.undo(this.#admission);
    const instance = this.#exchange.head.target.split('?', 1)[0] as string;
    const body = problemBody(problem, this.#context.docsUrl, this.#requestId, instance);
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
    this.#send(status, headers, isHead ? null : body);
  }

  #send(status: number, headers: string[], body: Uint8Array | null): void {
    this.#exchange.sendHead(status, headers);
    this.#status = status;
    this.#last = body;
    this.#answeredBytes = body?.length ?? 0;
    this.#account(true);
  }

  #onBug(error: unknown): void {
    this.#context.logger.error({ requestId: this.#requestId, error: String(error) }, 'a request broke');
    this.#view?.release();
    this.onProblem({ code: 'internal_error', detail: 'Something broke in the gateway.' });
  }

  /** Writes the usage event; the last bytes of a whole response go when the kernel has it. */
  #account(isWhole: boolean): void {
    if (this.#isAccounted) return;
    this.#isAccounted = true;
    this.#context.streams.delete(this);
    this.#view?.release();
    const pool = this.#forwarding?.pool;
    if (pool) this.#context.pools.release(pool);
    this.#responsePhase?.release();
    const outcome: RequestOutcome = {
      exchange: this.#exchange,
      location: this.#location,
      principal: this.#principal,
      authorisation: this.#authorisation,
      forwarding: this.#forwarding,
      startedAt: this.#startedAt,
      startedAtMs: this.#startedAtMs,
      forwardedAt: this.#forwardedAt,
      status: this.#status,
      problem: this.#problem,
      answeredBy: this.#answeredBy,
      answeredBytes: this.#answeredBytes,
      requestId: this.#requestId,
      traceId: this.#trace.traceId,
    };
    if (!account(this.#context, outcome, isWhole ? this : null) && isWhole) this.release();
  }
}
