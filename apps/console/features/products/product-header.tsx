import type { Product } from '@tollgate/contract/products';
import { StatusBadge } from '@tollgate/ui/data/badge';
import { ButtonLink } from '@tollgate/ui/forms/button';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { LinkTabs } from '@tollgate/ui/navigation/link-tabs';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { paths } from '../../shell/paths.ts';
import { PRODUCT_TONES } from './product-tones.ts';

type ProductHeaderProps = {
  product: Product;
  currentHref: string;
  /** The product's page of the portal. */
  portalHref: string;
  actions?: ReactNode;
};

/** Name, state and tabs of a product's pages. */
export function ProductHeader({ product, currentHref, portalHref, actions }: ProductHeaderProps) {
  return (
    <PageHeader
      title={product.name}
      badge={<StatusBadge tone={PRODUCT_TONES[product.status]}>{product.status}</StatusBadge>}
      description={product.summary}
      breadcrumbs={[{ label: 'Products', href: paths.products() }, { label: product.name }]}
      actions={
        <>
          {product.status === 'draft' ? null : (
            <ButtonLink href={portalHref} target="_blank" rel="noreferrer" icon={<ExternalLink />}>
              See on the portal
            </ButtonLink>
          )}
          {actions}
        </>
      }
      tabs={
        <LinkTabs
          label="Product"
          currentHref={currentHref}
          tabs={[
            { label: 'Plans', href: paths.product(product.id) },
            { label: 'Coverage', href: paths.productCoverage(product.id) },
            { label: 'Policies', href: paths.productPolicies(product.id) },
            { label: 'Settings', href: paths.productSettings(product.id) },
          ]}
        />
      }
    />
  );
}
