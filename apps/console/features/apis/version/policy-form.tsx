import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { Switch } from '@tollgate/ui/forms/switch';
import { Textarea } from '@tollgate/ui/forms/textarea';
import { NumberInput } from '@tollgate/ui/inputs/number-input';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { removePolicy, savePolicy } from '../actions.ts';
import { type PolicyField, toText } from './policy-fields.ts';

/** Props of `PolicyForm`. */
export type PolicyFormProps = {
  apiVersionId: string;
  policyId: string;
  title: string;
  fields: PolicyField[];
  /** The settings that hold now; null while the policy is off. */
  config: Record<string, unknown> | null;
  refusal: string | undefined;
};

/** The settings of one policy, drawn from its schema. */
export function PolicyForm({ apiVersionId, policyId, title, fields, config, refusal }: PolicyFormProps) {
  const values = fields
    .filter((field) => field.kind !== 'boolean')
    .map((field) => [`config.${field.name}`, config ? toText(config[field.name]) : field.defaultText]);
  return (
    <SaveForm
      action={savePolicy}
      submitLabel={config ? 'Save' : 'Turn on'}
      disabledReason={refusal}
      initialValues={Object.fromEntries(values)}
      aside={
        config ? (
          <ConfirmDialog
            trigger={<Button disabledReason={refusal}>Turn off</Button>}
            title={`Turn ${title} off?`}
            confirmLabel="Turn off"
            onConfirm={removePolicy.bind(null, apiVersionId, policyId)}
          >
            Its settings are forgotten. The change is live within a second.
          </ConfirmDialog>
        ) : null
      }
    >
      <input type="hidden" name="apiVersionId" value={apiVersionId} />
      <input type="hidden" name="policyId" value={policyId} />
      {fields.map((field) => (
        <PolicyFieldControl key={field.name} field={field} isOn={isOn(field, config)} />
      ))}
    </SaveForm>
  );
}

function isOn(field: PolicyField, config: PolicyFormProps['config']): boolean {
  return config ? config[field.name] === true : field.defaultText === 'true';
}

const IN_LINES: ReadonlySet<PolicyField['kind']> = new Set(['list', 'lines', 'pairs', 'longText']);

function PolicyFieldControl({ field, isOn }: { field: PolicyField; isOn: boolean }) {
  const name = `config.${field.name}`;
  if (field.kind === 'boolean') {
    return <Switch name={name} label={field.label} hint={field.hint} defaultChecked={isOn} />;
  }
  return (
    <Field name={name} label={field.label} hint={field.hint}>
      {IN_LINES.has(field.kind) ? <Textarea rows={3} isCode /> : null}
      {field.kind === 'choice' ? (
        <Select options={field.choices.map((choice) => ({ value: choice, label: choice }))} />
      ) : null}
      {field.kind === 'number' ? <NumberInput /> : null}
      {field.kind === 'text' ? <Input /> : null}
    </Field>
  );
}
