'use client';

import { Slug } from '@tollgate/domain/slug';
import { ActionForm } from '@tollgate/ui/forms/action-form';
import { Field } from '@tollgate/ui/forms/field';
import type { FormResult } from '@tollgate/ui/forms/form-problem';
import { Input } from '@tollgate/ui/forms/input';
import { SubmitButton } from '@tollgate/ui/forms/submit-button';
import { portalPaths } from './paths.ts';

async function open(_previous: FormResult | undefined, form: FormData): Promise<FormResult> {
  const slug = String(form.get('slug')).trim().toLowerCase();
  if (!Slug.safeParse(slug).success) {
    const message = 'Use the name in the portal’s address, such as “atlas”.';
    return { ok: false, errors: [{ location: 'slug', message }], values: { slug } };
  }
  window.location.assign(portalPaths(`/${slug}`).home());
  return { ok: true };
}

/** Goes to the portal with a short name. */
export function FindPortal() {
  return (
    <ActionForm action={open} className="flex flex-col gap-4">
      <Field name="slug" label="Short name of the company" isRequired>
        <Input autoFocus autoCapitalize="none" spellCheck={false} />
      </Field>
      <SubmitButton className="w-full">Open its portal</SubmitButton>
    </ActionForm>
  );
}
