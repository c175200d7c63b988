import type { Plan, Product } from '@tollgate/contract/products';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { LinkTabs } from '@tollgate/ui/navigation/link-tabs';
import type { ReactNode } from 'react';
import { paths } from '../../shell/paths.ts';
import { PLAN_TONES } from './plan-tones.ts';

type PlanHeaderProps = { product: Product; plan: Plan; currentHref: string; actions?: ReactNode };

/** Name, state and tabs of a plan's pages. */
export function PlanHeader({ product, plan, currentHref, actions }: PlanHeaderProps) {
  return (
    <PageHeader
      title={plan.name}
      badge={<StatusBadge tone={PLAN_TONES[plan.status]}>{plan.status}</StatusBadge>}
      description={plan.summary}
      breadcrumbs={[
        { label: 'Products', href: paths.products() },
        { label: product.name, href: paths.product(product.id) },
        { label: plan.name },
      ]}
      actions={actions}
      tabs={
        <LinkTabs
          label="Plan"
          currentHref={currentHref}
          tabs={[
            { label: 'Terms', href: paths.plan(product.id, plan.id) },
            { label: 'Policies', href: paths.planPolicies(product.id, plan.id) },
          ]}
        />
      }
    />
  );
}
