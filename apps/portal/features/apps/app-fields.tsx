import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Textarea } from '@tollgate/ui/forms/textarea';

/** Name and description of an app. */
export function AppFields() {
  return (
    <>
      <Field name="name" label="Name" hint="What it is called where you build it." isRequired>
        <Input autoFocus />
      </Field>
      <Field name="description" label="Description" isOptional>
        <Textarea rows={3} />
      </Field>
    </>
  );
}
