import { Field } from '@tollgate/ui/forms/field';
import { NumberInput } from '@tollgate/ui/inputs/number-input';

/** How long an upstream may take, how much it is sent, and how many connections it is given. */
export function UpstreamLimits() {
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="connectTimeoutMs" label="Time to connect" isRequired>
          <NumberInput unit="ms" />
        </Field>
        <Field name="headTimeoutMs" label="Time to the first byte of an answer" isRequired>
          <NumberInput unit="ms" />
        </Field>
        <Field name="idleTimeoutMs" label="Longest pause inside a body" isRequired>
          <NumberInput unit="ms" />
        </Field>
        <Field name="totalTimeoutMs" label="Time for all of it" hint="Empty: no limit.">
          <NumberInput unit="ms" />
        </Field>
        <Field name="maxBodyBytes" label="Largest request body" isRequired>
          <NumberInput unit="MiB" hasDecimals />
        </Field>
      </div>
      <div className="grid gap-5 border-t pt-4 sm:grid-cols-3">
        <Field
          name="maxConnections"
          label="Connections to each target"
          hint="Of each gateway worker."
          isRequired
        >
          <NumberInput />
        </Field>
        <Field
          name="maxWaiting"
          label="May wait for a free one"
          hint="More are answered 503 at once."
          isRequired
        >
          <NumberInput unit="requests" />
        </Field>
        <Field name="waitTimeoutMs" label="For at most" hint="Then they are answered 503." isRequired>
          <NumberInput unit="ms" />
        </Field>
      </div>
    </>
  );
}
