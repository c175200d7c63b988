'use client';

import { useFormState } from '@tollgate/ui/forms/form-context';
import { FormErrorSummary } from '@tollgate/ui/forms/form-error-summary';
import { fieldLabel } from './field-label.ts';

/** What is wrong with the form around it, each problem with the name of its field. */
export function FormSummary() {
  const { problems } = useFormState();
  const labels = Object.fromEntries([...problems.keys()].map((name) => [name, fieldLabel(name)]));
  return <FormErrorSummary labels={labels} />;
}
