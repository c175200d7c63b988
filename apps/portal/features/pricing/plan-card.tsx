import type { CatalogPlan } from '@tollgate/contract/catalog';
import { Badge } from '@tollgate/ui/data/badge';
import type { ReactNode } from 'react';
import { PlanTerms } from './plan-terms.tsx';
import { priceHeadline } from './price-text.ts';

/** A plan with all its terms; `action` stands at the bottom. */
export function PlanCard({ plan, action }: { plan: CatalogPlan; action?: ReactNode }) {
  const { amount, unit } = priceHeadline(plan.terms);
  return (
    <article
      aria-label={`Plan ${plan.name}`}
      className="flex min-w-0 flex-col rounded-xl border bg-surface p-5 shadow-card"
    >
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-semibold">{plan.name}</h3>
        {plan.terms.approval === 'manual' ? <Badge tone="warning">Needs approval</Badge> : null}
      </div>
      <p className="mt-2 flex items-baseline gap-1.5">
        <span className="font-semibold text-2xl tabular-nums tracking-tight">{amount}</span>
        <span className="text-ink-muted">{unit}</span>
      </p>
      {plan.summary ? <p className="mt-1 text-pretty text-ink-muted text-ui">{plan.summary}</p> : null}
      <div className="mt-4 mb-5 border-t pt-4">
        <PlanTerms terms={plan.terms} />
      </div>
      {action ? <div className="mt-auto grid">{action}</div> : null}
    </article>
  );
}
