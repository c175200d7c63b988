import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Textarea } from '@tollgate/ui/forms/textarea';
import { RadioCards } from '@tollgate/ui/inputs/radio-cards';

/** The fields that a new product and its settings share. */
export function ProductFields() {
  return (
    <>
      <Field name="name" label="Name" isRequired>
        <Input maxLength={80} />
      </Field>
      <Field name="summary" label="Summary" hint="One or two sentences for the catalog." isOptional>
        <Textarea rows={2} maxLength={300} />
      </Field>
      <Field
        name="description"
        label="Description"
        hint="Markdown, shown on the product’s page of the portal."
        isOptional
      >
        <Textarea rows={8} />
      </Field>
      <RadioCards
        name="visibility"
        label="Visibility"
        columns={2}
        options={[
          { value: 'public', label: 'Public', description: 'Everybody finds it on the portal.' },
          { value: 'private', label: 'Private', description: 'Only its subscribers see it.' },
        ]}
      />
    </>
  );
}
