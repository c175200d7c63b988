import { AuthLayout } from '@tollgate/ui/layout/auth-layout';
import { TextLink } from '@tollgate/ui/link';
import { getPaths } from '../server/address/tenant.ts';

export const metadata = { title: 'Not found' };

export default async function NotFound() {
  const paths = await getPaths();
  return (
    <AuthLayout
      brand={<span className="font-semibold text-sm">Developer portals</span>}
      title="There is nothing here"
      description="No portal or page has this address. Check its spelling."
    >
      <TextLink href={paths.home()}>Go to the start</TextLink>
    </AuthLayout>
  );
}
