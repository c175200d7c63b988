import { formatDate } from '@tollgate/ui/data/format';
import { KeyValue, type KeyValueItem } from '@tollgate/ui/data/key-value';
import { TextLink } from '@tollgate/ui/link';
import type { PortalPaths } from '../../shell/paths.ts';

type Content = {
  app: { id: string; name: string };
  product: { name: string };
  plan: { name: string };
  period: { start: string; end: string };
};

/** Props of `InvoiceFacts`. */
export type InvoiceFactsProps = { content: Content; more?: KeyValueItem[]; paths: PortalPaths };

/** What an invoice or preview is about. */
export function InvoiceFacts({ content, more = [], paths }: InvoiceFactsProps) {
  const { app, product, plan, period } = content;
  return (
    <KeyValue
      layout="grid"
      items={[
        { label: 'Product', value: `${product.name}, ${plan.name}` },
        { label: 'App', value: <TextLink href={paths.app(app.id)}>{app.name}</TextLink> },
        { label: 'Period', value: `${formatDate(period.start)} – ${formatDate(period.end)}`, hint: 'UTC' },
        ...more,
      ]}
    />
  );
}
