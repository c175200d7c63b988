import type { PolicyUse } from '@tollgate/domain/snapshot';
import { POLICY_SCHEMAS } from '@tollgate/policies/registry';
import { Field } from '@tollgate/ui/forms/field';
import { Select } from '@tollgate/ui/forms/select';
import { Card } from '@tollgate/ui/layout/card';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { isMethod } from '../../policies/index.ts';
import { saveFirstMethod } from './actions.ts';

/** Props of `MethodsCard`. */
export type MethodsCardProps = {
  apiVersionId: string;
  policies: PolicyUse[];
  refusal: string | undefined;
};

/** In which order callers are asked for their credentials, where a version takes several kinds. */
export function MethodsCard({ apiVersionId, policies, refusal }: MethodsCardProps) {
  const methods = policies
    .filter(({ id }) => isMethod(id))
    .map(({ id }) => ({ value: id, label: POLICY_SCHEMAS[id]?.title ?? id }));
  if (methods.length < 2) return null;
  return (
    <Card
      title="Authentication"
      description={`A caller may send any of these, and the first that was sent decides: ${methods.map(({ label }) => label).join(', then ')}.`}
    >
      <SaveForm
        action={saveFirstMethod}
        disabledReason={refusal}
        initialValues={{ first: methods[0]?.value ?? '' }}
      >
        <input type="hidden" name="apiVersionId" value={apiVersionId} />
        <Field name="first" label="Looked for first">
          <Select options={methods} />
        </Field>
      </SaveForm>
    </Card>
  );
}
