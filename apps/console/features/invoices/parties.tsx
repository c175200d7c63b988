import type { InvoicePreview } from '@tollgate/contract/invoices';
import { formatNumber } from '@tollgate/ui/data/format';
import { KeyValue, type KeyValueItem } from '@tollgate/ui/data/key-value';
import { TextLink } from '@tollgate/ui/link';
import { paths } from '../../shell/paths.ts';
import { formatPeriod } from './format-period.ts';

type Content = Pick<
  InvoicePreview,
  'developer' | 'app' | 'product' | 'plan' | 'period' | 'quantity' | 'subscriptionId'
>;

/** Who owes, for what and for which time. */
export function Parties({ content, more = [] }: { content: Content; more?: KeyValueItem[] }) {
  const { developer, app, product, plan } = content;
  return (
    <KeyValue
      layout="grid"
      items={[
        {
          label: 'Developer',
          value: <TextLink href={paths.developer(developer.id)}>{developer.name}</TextLink>,
          hint: developer.email,
        },
        { label: 'App', value: <TextLink href={paths.app(app.id)}>{app.name}</TextLink> },
        {
          label: 'Plan',
          value: (
            <TextLink href={paths.subscription(content.subscriptionId)}>
              {`${product.name}, ${plan.name}`}
            </TextLink>
          ),
          hint: `version ${plan.versionNumber}`,
        },
        { label: 'Period', value: formatPeriod(content.period) },
        { label: 'Billable requests', value: formatNumber(content.quantity) },
        ...more,
      ]}
    />
  );
}
