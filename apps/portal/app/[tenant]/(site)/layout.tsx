import type { ReactNode } from 'react';
import { PortalShell } from '../../../shell/portal-shell.tsx';

export default function SiteLayout({ children }: { children: ReactNode }) {
  return <PortalShell>{children}</PortalShell>;
}
