import { gatewayTokens } from '@tollgate/db/schema';
import { newId } from '@tollgate/domain/ids';
import { hashSecret } from '@tollgate/domain/secrets';
import type { Services } from '../context/ctx.ts';

/** Makes a token an operator chose known to the feed; doing it again changes nothing. */
export async function registerGatewayToken(services: Services, name: string, secret: string): Promise<void> {
  await services.db.system
    .insert(gatewayTokens)
    .values({ id: newId('gatewayToken'), name, hash: hashSecret(secret), preview: secret.slice(0, 10) })
    .onConflictDoNothing({ target: gatewayTokens.hash });
}
