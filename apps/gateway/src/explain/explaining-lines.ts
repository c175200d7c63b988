import { LineMaker, type UsageFacts } from '../metering/usage-line.ts';
import type { ExplanationSink } from './explanation-outbox.ts';
import type { ExplanationRecorder } from './explanation-recorder.ts';

/** Writes the usage event of a request that is explained, which ends its explanation. */
export class ExplainingLines extends LineMaker {
  readonly #recorder: ExplanationRecorder;
  readonly #sink: ExplanationSink;

  constructor(recorder: ExplanationRecorder, sink: ExplanationSink) {
    super(recorder.region, recorder.gateway);
    this.#recorder = recorder;
    this.#sink = sink;
  }

  override line(id: string, place: string, facts: UsageFacts): string {
    const bill = facts.isBillable ? 'Billable' : 'Not billable';
    const detail = `${bill}; usage event ${id}, ${facts.responseBytes} bytes answered.`;
    this.#sink.add(this.#recorder.finish(facts, detail));
    return super.line(id, place, facts);
  }
}
