import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import type { TryField } from './try-request.ts';

/** Props of `TryFieldInput`. */
export type TryFieldInputProps = {
  field: TryField;
  value: string;
  isMissing: boolean;
  onChange: (value: string) => void;
};

/** A value of the request: a choice where the values are known, else text. */
export function TryFieldInput({ field, value, isMissing, onChange }: TryFieldInputProps) {
  return (
    <Field
      label={<span className="break-all font-mono text-xs">{field.name}</span>}
      aside={<span className="text-ink-faint text-xs">{field.label}</span>}
      isRequired={field.isRequired}
      {...(isMissing ? { error: 'Is needed.' } : {})}
    >
      {field.choices.length > 0 ? (
        <Select
          value={value}
          onChange={(event) => onChange(event.target.value)}
          options={[
            ...(field.isRequired && value ? [] : [{ value: '', label: '–' }]),
            ...field.choices.map((choice) => ({ value: choice, label: choice })),
          ]}
        />
      ) : (
        <Input
          value={value}
          placeholder={field.placeholder.slice(0, 60)}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
