import type { SealingKeys } from '@tollgate/domain/sealing/sealing-keys';
import { createServices } from '@tollgate/services/context/create-services';
import type { Services } from '@tollgate/services/context/ctx';
import { serviceOptions } from '@tollgate/services/environment/config';
import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';
import { ChangeListener } from './feed/change-listener.ts';

export interface ApiContext {
  services: Services;
  log: Logger;
  changes: ChangeListener;
  /** What signing keys are sealed with; without it no tokens are issued. */
  sealing?: SealingKeys | undefined;
  close(): Promise<void>;
}

/** Builds what the routes of this process work with. */
export function createContext(config: Config): ApiContext {
  const log = pino({ level: config.LOG_LEVEL, base: { process: 'api' } });
  const services = createServices(serviceOptions(config));
  const changes = new ChangeListener(config.SYSTEM_DATABASE_URL, log);
  const close = async () => {
    await changes.stop();
    await services.db.close();
  };
  return { services, log, changes, sealing: services.sealing, close };
}
