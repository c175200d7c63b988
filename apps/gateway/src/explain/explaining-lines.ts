import { LineMaker, type UsageFacts } from '../metering/usage-line.ts';
import type { ExplanationOutbox } from './explanation-outbox.ts';
import type { ExplanationRecorder } from './explanation-recorder.ts';

/** Writes the usage event of a request that is explained, which ends its explanation. */
export class ExplainingLines extends LineMaker {
  readonly #recorder: ExplanationRecorder;
  readonly #outbox: ExplanationOutbox;

  constructor(recorder: ExplanationRecorder, outbox: ExplanationOutbox) {
    super(recorder.region, recorder.gateway);
    this.#recorder = recorder;
    this.#outbox = outbox;
  }

  override line(id: string, place: string, facts: UsageFacts): string {
    const bill = facts.isBillable ? 'Billable' : 'Not billable';
    const detail = `${bill}; usage event ${id}, ${facts.responseBytes} bytes answered.`;
    this.#outbox.add(this.#recorder.finish(facts, detail));
    return super.line(id, place, facts);
  }
}
