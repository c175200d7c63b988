import { EXPLAIN_HEADER } from '@tollgate/domain/explain/explanation';
import type { Exchange, ExchangeObserver, RequestHead } from '../http/exchange.ts';
import { locate } from '../pipeline/locate.ts';
import type { PipelineContext } from '../pipeline/pipeline-context.ts';
import { RequestRun } from '../pipeline/request-run.ts';
import { ExplainGate } from './explain-gate.ts';
import { explainedContext } from './explained-context.ts';
import { ExplainedExchange } from './explained-exchange.ts';
import { ExplanationOutbox } from './explanation-outbox.ts';
import { ExplanationRecorder } from './explanation-recorder.ts';
import { noteRoute } from './note-route.ts';

export interface ExplainerOptions {
  readonly context: PipelineContext;
  readonly gateway: string;
  readonly region: string;
}

/** Whether a request asks to be explained; whether it may is another matter. */
export function asksForExplanation({ lines }: RequestHead): boolean {
  return lines.names.includes(EXPLAIN_HEADER);
}

/** Handles requests that ask to be explained. */
export class Explainer {
  readonly outbox = new ExplanationOutbox();
  readonly #options: ExplainerOptions;
  readonly #gate = new ExplainGate();

  constructor(options: ExplainerOptions) {
    this.#options = options;
  }

  /** Runs the request, explained when its header proves who asks, and else as if it had none. */
  handle(exchange: Exchange): void {
    const early = new EarlyEnd();
    exchange.observer = early;
    void this.#start(exchange)
      .catch((error: unknown) => {
        this.#options.context.logger.error({ error: String(error) }, 'an explanation broke');
        return new RequestRun(this.#options.context, exchange);
      })
      .then((run) => {
        run.start();
        if (early.hasHungUp) exchange.observer?.onHangUp();
      });
  }

  async #start(exchange: Exchange): Promise<RequestRun> {
    const { context, gateway, region } = this.#options;
    const index = context.configuration.current;
    if (!index) return new RequestRun(context, exchange);
    const location = locate(index, exchange.head, context.routing);
    const asker = await this.#gate.ask(index, exchange.head, location);
    if (!asker) return new RequestRun(context, exchange);
    const tenantId = location.tenant?.record.id as string;
    const recorder = new ExplanationRecorder({
      gateway,
      region,
      tenantId,
      askedBy: asker.memberId,
      location,
    });
    noteRoute(recorder, location, exchange.head, context);
    return new RequestRun(explainedContext(context, recorder, this.outbox), new ExplainedExchange(exchange));
  }
}

/** Remembers that a client went away before its request was run. */
class EarlyEnd implements ExchangeObserver {
  hasHungUp = false;

  onHangUp(): void {
    this.hasHungUp = true;
  }

  onDrain(): void {}
}
