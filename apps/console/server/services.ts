import 'server-only';
import type { Services } from '@tollgate/services/context/ctx';
import { servicesOfProcess } from '@tollgate/web/services-of-process';
import { getConfig } from './config.ts';

/** What verbs work with. */
export function getServices(): Services {
  return servicesOfProcess(getConfig());
}
