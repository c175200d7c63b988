import type { ReactNode } from 'react';
import { PortalShell } from '../../../shell/portal-shell.tsx';

export default function DocsFrame({ children }: { children: ReactNode }) {
  return <PortalShell width="wide">{children}</PortalShell>;
}
