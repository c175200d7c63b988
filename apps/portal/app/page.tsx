import { AuthLayout } from '@tollgate/ui/layout/auth-layout';
import { FindPortal } from '../shell/find-portal.tsx';

/** The portal's own address, which is nobody's portal. */
export default function Page() {
  return (
    <AuthLayout
      brand={<span className="font-semibold text-sm">Developer portals</span>}
      title="Whose APIs are you looking for?"
      description="Each company has a portal of its own. Type its short name, as it stands in its address."
    >
      <FindPortal />
    </AuthLayout>
  );
}
