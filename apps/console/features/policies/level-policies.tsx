import type { LevelPolicies } from '@tollgate/contract/policies/levels';
import { POLICY_LEVEL_NAMES } from '@tollgate/domain/policies/policy-level';
import { Badge } from '@tollgate/ui/data/badge';
import { Alert } from '@tollgate/ui/feedback/alert';
import { Card } from '@tollgate/ui/layout/card';
import { Stack } from '@tollgate/ui/layout/stack';
import type { ReactNode } from 'react';
import { requireSession } from '../../server/ctx.ts';
import { refusalFor } from '../../shell/roles.ts';
import { policyFields } from './forms/policy-fields.ts';
import { PolicyForm } from './forms/policy-form.tsx';
import { type PolicyState, policyStates } from './policy-states.ts';

/** Props of `LevelPoliciesView`. */
export type LevelPoliciesViewProps = {
  own: LevelPolicies;
  /** What wider levels set, in any order. */
  wider?: LevelPolicies[];
  /** Beside the state of a policy that holds, by its id. */
  buttons?: Readonly<Record<string, ReactNode>>;
};

const APPLIES: Readonly<Record<LevelPolicies['level'], string>> = {
  tenant: 'They hold for every request to your APIs, unless something more specific says otherwise.',
  product:
    'They hold for requests of this product’s subscribers, once it is known who calls: what runs earlier is set for the tenant, an API or an operation.',
  api_version: 'They hold for every operation of this version, unless an operation or plan says otherwise.',
  operation: 'They hold for this operation alone, unless a plan says otherwise.',
  plan: 'They hold for requests of this plan’s subscribers, in all its versions, and go before all other levels. What runs before it is known who calls is set for the tenant, an API or an operation.',
};

/** Every policy that can stand at a level: what is set there, what comes from wider levels, and what is off. */
export async function LevelPoliciesView({ own, wider = [], buttons = {} }: LevelPoliciesViewProps) {
  const { role } = await requireSession();
  const refusal = refusalFor(role, own.level === 'tenant' ? 'admin' : 'editor');
  return (
    <Stack gap="lg">
      <p className="max-w-prose text-ink-muted text-ui">{APPLIES[own.level]}</p>
      {policyStates(own, wider).map((state) => (
        <Card
          key={state.schema.id}
          title={state.schema.title}
          description={state.schema.summary}
          actions={
            <>
              {state.kind === 'here' || state.kind === 'wider' ? buttons[state.schema.id] : null}
              <StateBadge state={state} />
            </>
          }
        >
          <PolicyCardBody own={own} state={state} refusal={refusal} />
        </Card>
      ))}
    </Stack>
  );
}

function StateBadge({ state: { kind, from } }: { state: PolicyState }) {
  switch (kind) {
    case 'here':
      return <Badge tone="success">on</Badge>;
    case 'wider':
      return <Badge tone="accent">on, from the {from && POLICY_LEVEL_NAMES[from]}</Badge>;
    case 'always':
      return <Badge tone="success">always on</Badge>;
    case 'turned_off':
      return <Badge tone="warning">turned off here</Badge>;
    default:
      return <Badge>off</Badge>;
  }
}

type CardBodyProps = { own: LevelPolicies; state: PolicyState; refusal: string | undefined };

function PolicyCardBody({ own, state, refusal }: CardBodyProps) {
  const { schema, kind, times } = state;
  if (kind === 'always') {
    return (
      <p className="text-ink-muted text-ui">
        Callers are asked for a key as long as no level names another way to authenticate.
      </p>
    );
  }
  if (times > 1) {
    return (
      <Alert title={`It stands here ${times} times`}>
        Change the list as a whole by the management API: PUT /v1/policies/{own.targetId}
      </Alert>
    );
  }
  return (
    <Stack>
      {noteOf(own, state)}
      <details open={kind === 'here'}>
        <summary className="w-fit rounded-sm text-ink-muted text-ui hover:text-ink touch:py-3">
          {kind === 'here' ? 'Settings' : kind === 'wider' ? 'Change it here' : 'Set up'}
        </summary>
        <div className="mt-4">
          <PolicyForm
            targetId={own.targetId}
            level={own.level}
            policyId={schema.id}
            title={schema.title}
            fields={policyFields(schema.id)}
            kind={kind}
            config={state.config}
            refusal={refusal}
          />
        </div>
      </details>
    </Stack>
  );
}

function noteOf(own: LevelPolicies, { kind, from }: PolicyState) {
  const here = POLICY_LEVEL_NAMES[own.level];
  const note =
    kind === 'turned_off'
      ? from
        ? `The ${POLICY_LEVEL_NAMES[from]} sets it; for this ${here} it is turned off.`
        : `It is turned off for this ${here}, and no wider level sets it.`
      : kind === 'here' && from
        ? `It stands in place of what the ${POLICY_LEVEL_NAMES[from]} sets.`
        : kind === 'overridden' && from
          ? `The ${POLICY_LEVEL_NAMES[from]} names it, but this ${here} names its own ways to authenticate.`
          : null;
  return note === null ? null : <p className="text-ink-muted text-ui">{note}</p>;
}
