import { POLICY_LEVEL_NAMES, type PolicyLevel } from '@tollgate/domain/policies/policy-level';
import { Button } from '@tollgate/ui/forms/button';
import { Field } from '@tollgate/ui/forms/field';
import { Input } from '@tollgate/ui/forms/input';
import { Select } from '@tollgate/ui/forms/select';
import { Switch } from '@tollgate/ui/forms/switch';
import { Textarea } from '@tollgate/ui/forms/textarea';
import { NumberInput } from '@tollgate/ui/inputs/number-input';
import { ConfirmDialog } from '@tollgate/ui/overlay/confirm-dialog';
import { SaveForm } from '../../../shell/forms/save-form.tsx';
import { savePolicy, takeOut, turnOff } from '../actions.ts';
import type { PolicyState } from '../policy-states.ts';
import { type PolicyField, toText } from './policy-fields.ts';

/** Props of `PolicyForm`. */
export type PolicyFormProps = {
  targetId: string;
  level: PolicyLevel;
  policyId: string;
  title: string;
  fields: PolicyField[];
  kind: PolicyState['kind'];
  /** The settings that hold now, whoever sets them; null while the policy is off. */
  config: Record<string, unknown> | null;
  refusal: string | undefined;
};

/** The settings of one policy at one level, drawn from its schema. */
export function PolicyForm(props: PolicyFormProps) {
  const { targetId, policyId, fields, kind, config, refusal } = props;
  const values = fields
    .filter((field) => field.kind !== 'boolean')
    .map((field) => [`config.${field.name}`, config ? toText(config[field.name]) : field.defaultText]);
  return (
    <SaveForm
      action={savePolicy}
      submitLabel={kind === 'here' ? 'Save' : kind === 'wider' ? 'Set it here' : 'Turn on'}
      disabledReason={refusal}
      initialValues={Object.fromEntries(values)}
      aside={<Ending {...props} />}
    >
      <input type="hidden" name="targetId" value={targetId} />
      <input type="hidden" name="policyId" value={policyId} />
      {fields.map((field) => (
        <PolicyFieldControl key={field.name} field={field} isOn={isOn(field, config)} />
      ))}
    </SaveForm>
  );
}

// How it ends: taken out where it stands, turned off where a wider level sets it.
function Ending({ targetId, level, policyId, title, kind, refusal }: PolicyFormProps) {
  const here = `this ${POLICY_LEVEL_NAMES[level]}`;
  switch (kind) {
    case 'here':
      return (
        <ConfirmDialog
          trigger={<Button disabledReason={refusal}>Turn off</Button>}
          title={`Turn ${title} off?`}
          confirmLabel="Turn off"
          onConfirm={takeOut.bind(null, targetId, policyId)}
        >
          Its settings are forgotten; what a wider level sets holds again. The change is live within a second.
        </ConfirmDialog>
      );
    case 'turned_off':
      return (
        <ConfirmDialog
          trigger={<Button disabledReason={refusal}>Take back</Button>}
          title={`Let ${title} hold again?`}
          confirmLabel="Take back"
          tone="default"
          onConfirm={takeOut.bind(null, targetId, policyId)}
        >
          What a wider level sets holds for {here} again, within a second.
        </ConfirmDialog>
      );
    case 'wider':
      return (
        <ConfirmDialog
          trigger={<Button disabledReason={refusal}>Turn off here</Button>}
          title={`Turn ${title} off for ${here}?`}
          confirmLabel="Turn off here"
          onConfirm={turnOff.bind(null, targetId, policyId)}
        >
          Everywhere else it holds as before. The change is live within a second.
        </ConfirmDialog>
      );
    default:
      return null;
  }
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
