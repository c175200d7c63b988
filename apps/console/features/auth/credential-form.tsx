'use client';

import {
  type CredentialFormProps,
  CredentialForm as PlainCredentialForm,
} from '@tollgate/web/sign-in/credential-form';
import { FormSummary } from '../../shell/forms/form-summary.tsx';

/** A form that ends signed in, with problems by the names of their fields. */
export function CredentialForm(props: Omit<CredentialFormProps, 'query' | 'summary'>) {
  return <PlainCredentialForm {...props} summary={<FormSummary />} />;
}
