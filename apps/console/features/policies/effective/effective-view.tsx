import type { EffectivePolicies } from '@tollgate/contract/policies/levels';
import { POLICY_LEVEL_NAMES, type PolicyLevel } from '@tollgate/domain/policies/policy-level';
import { POLICY_SCHEMAS } from '@tollgate/policies/registry';
import { JsonView } from '@tollgate/ui/code/json-view';
import { Badge } from '@tollgate/ui/data/badge';
import { formatNumber } from '@tollgate/ui/data/format';
import { Card } from '@tollgate/ui/layout/card';
import { Stack } from '@tollgate/ui/layout/stack';
import { TextLink } from '@tollgate/ui/link';

type Effective = EffectivePolicies['effective'][number];
type Dropped = EffectivePolicies['dropped'][number];
type Hrefs = Partial<Record<PolicyLevel, string>>;

/** Props of `EffectiveView`. */
export type EffectiveViewProps = {
  policies: EffectivePolicies;
  /** Where each level's policies are set. */
  hrefs: Hrefs;
};

const PHASES: [Effective['phase'], string, string][] = [
  ['access', 'Before it is known who calls', 'Everyone passes these, with a key or without.'],
  ['authenticate', 'Who calls', 'Asked in this order: the first credential that was sent decides.'],
  [
    'request',
    'Before the upstream is asked',
    'After subscription, limits and quota have let the request in.',
  ],
  ['cache', 'In place of the upstream', 'An answer that is kept saves the way there.'],
  ['response', 'Before the answer is sent', 'What the caller gets of what the upstream said.'],
  ['encode', 'As the answer leaves', 'How it is packed for the way to the caller.'],
];

/** What holds for an operation in the order in which it runs, where each comes from, and what does not hold. */
export function EffectiveView({ policies: { effective, dropped }, hrefs }: EffectiveViewProps) {
  const phases = PHASES.filter(([phase]) => effective.some((policy) => policy.phase === phase));
  return (
    <Stack gap="lg">
      <p className="text-ui" role="status">
        {effective.length === 1 ? 'One policy runs' : `${formatNumber(effective.length)} policies run`}, from
        top to bottom.{' '}
        {dropped.length > 0 ? `${formatNumber(dropped.length)} set elsewhere do not: see below.` : null}
      </p>
      {phases.map(([phase, title, description]) => (
        <Card key={phase} title={title} description={description}>
          <ol className="divide-y">
            {effective
              .filter((policy) => policy.phase === phase)
              .map((policy) => (
                <EffectiveRow
                  key={keyOf(policy, effective)}
                  at={effective.indexOf(policy) + 1}
                  policy={policy}
                  instead={dropped.filter((other) => isReplacedBy(other, policy))}
                  href={policy.level === null ? undefined : hrefs[policy.level]}
                />
              ))}
          </ol>
        </Card>
      ))}
      {dropped.length > 0 ? (
        <Card
          title="What does not run here"
          description="Set at a wider level, and decided otherwise by a more specific one."
        >
          <ul className="divide-y">
            {dropped.map((policy) => (
              <DroppedRow key={keyOf(policy, dropped)} policy={policy} hrefs={hrefs} />
            ))}
          </ul>
        </Card>
      ) : null}
    </Stack>
  );
}

type EffectiveRowProps = { at: number; policy: Effective; instead: Dropped[]; href: string | undefined };

function EffectiveRow({ at, policy, instead, href }: EffectiveRowProps) {
  const settings = Object.keys((policy.config ?? {}) as object).length > 0;
  return (
    <li className="flex gap-3 py-3 first:pt-0 last:pb-0">
      <span className="w-6 shrink-0 text-right text-ink-muted tabular-nums">{at}.</span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{titleOf(policy)}</span>
          <LevelBadge level={policy.level} />
        </div>
        {instead.map((other) => (
          <p key={`${other.policyId} ${other.level}`} className="text-ink-muted text-ui">
            In place of {titleOf(other)} of the {nameOf(other.level)}.
          </p>
        ))}
        <div className="flex flex-wrap items-start gap-x-4 text-ui">
          {settings ? (
            <details className="min-w-0">
              <summary className="w-fit rounded-sm text-ink-muted hover:text-ink touch:py-3">
                Settings
              </summary>
              <JsonView value={policy.config} />
            </details>
          ) : null}
          {href ? <TextLink href={href}>Change it at the {nameOf(policy.level)}</TextLink> : null}
        </div>
      </div>
    </li>
  );
}

function DroppedRow({ policy, hrefs }: { policy: Dropped; hrefs: Hrefs }) {
  const by = nameOf(policy.by);
  const href = hrefs[policy.by];
  return (
    <li className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-ink-muted line-through">{titleOf(policy)}</span>
        <LevelBadge level={policy.level} />
      </div>
      <p className="text-ui">
        {policy.reason === 'off' ? `The ${by} turns it off.` : `The ${by} sets it otherwise.`}{' '}
        {href ? <TextLink href={href}>See the {by}</TextLink> : null}
      </p>
    </li>
  );
}

function LevelBadge({ level }: { level: Effective['level'] }) {
  return level === null ? <Badge>by default</Badge> : <Badge tone="accent">{nameOf(level)}</Badge>;
}

// A policy may stand several times at a level, which nothing but its place tells apart.
function keyOf<P extends Effective>(policy: P, all: readonly P[]): string {
  return `${policy.policyId} ${policy.level} ${all.indexOf(policy)}`;
}

function isReplacedBy(other: Dropped, policy: Effective): boolean {
  if (other.reason !== 'overridden' || other.by !== policy.level || other.phase !== policy.phase)
    return false;
  return other.policyId === policy.policyId || policy.phase === 'authenticate';
}

function titleOf({ policyId }: { policyId: string }): string {
  return POLICY_SCHEMAS[policyId]?.title ?? policyId;
}

function nameOf(level: PolicyLevel | null): string {
  return level === null ? 'default' : POLICY_LEVEL_NAMES[level];
}
