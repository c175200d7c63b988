import { listGateways } from '@tollgate/services/gateways/list-gateways';
import { PageHeader } from '@tollgate/ui/layout/page-header';
import { requireSession } from '../../server/ctx.ts';
import { load } from '../../server/load.ts';
import { refusalFor } from '../../shell/roles.ts';
import { GatewayTable } from './gateway-table.tsx';

/** Each gateway, what it has applied, and how much usage still waits in its spool. */
export async function GatewaysPage() {
  const session = await requireSession();
  const gateways = await load((ctx) => listGateways(ctx));
  return (
    <>
      <PageHeader
        title="Gateways"
        description="The workers your traffic passes through. Each applies every change by itself and keeps serving without the rest of Tollgate."
      />
      <GatewayTable initial={gateways} refusal={refusalFor(session.role, 'admin')} />
    </>
  );
}
