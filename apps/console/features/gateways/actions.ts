'use server';

import { deleteGateway } from '@tollgate/services/gateways/delete-gateway';
import { commandAction } from '../../server/action.ts';

/** Removes a gateway that is gone for good. */
export const removeGateway = commandAction((ctx, gatewayName: string) => deleteGateway(ctx, { gatewayName }));
