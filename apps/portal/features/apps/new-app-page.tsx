import { Card } from '@tollgate/ui/layout/card';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { getPaths } from '../../server/address/tenant.ts';
import { requireCtx } from '../../server/ctx.ts';
import { NewAppForm } from './new-app-form.tsx';

/** Making an app. */
export async function NewAppPage() {
  await requireCtx();
  const paths = await getPaths();
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: 'Apps', href: paths.apps() }, { label: 'New app' }]}
        title="New app"
        description="It gets its keys and subscriptions in the next step."
      />
      <Card className="max-w-xl">
        <NewAppForm />
      </Card>
    </>
  );
}
