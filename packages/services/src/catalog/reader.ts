import type { Db } from '@tollgate/db/db';
import type { Actor, ServiceSettings } from '../context/ctx.ts';

/** Who reads a tenant's portal. A visitor who has not signed in has no actor; a `Ctx` is a reader as it is. */
export interface Reader {
  db: Db;
  settings: ServiceSettings;
  tenantId: string;
  actor?: Actor | undefined;
}

/** The developer who reads, or undefined for visitors and everybody else. */
export function developerIdOf(reader: Reader): string | undefined {
  return reader.actor?.kind === 'developer' ? reader.actor.id : undefined;
}
