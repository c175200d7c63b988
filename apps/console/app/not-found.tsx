import { AuthLayout } from '@tollgate/ui/layout/auth-layout';
import { TextLink } from '@tollgate/ui/link';
import { Brand } from '../shell/brand.tsx';
import { paths } from '../shell/paths.ts';

export default function NotFound() {
  return (
    <AuthLayout brand={<Brand />} title="There is nothing here" description="Check the address.">
      <TextLink href={paths.overview()}>Go to the overview</TextLink>
    </AuthLayout>
  );
}
