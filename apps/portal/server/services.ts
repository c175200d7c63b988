import 'server-only';
import { createServices } from '@tollgate/services/context/create-services';
import type { Services } from '@tollgate/services/context/ctx';
import { getConfig } from './config.ts';

// Next evaluates a module once per bundle and again after each reload; one pool per process is enough.
const holder = globalThis as { tollgateServices?: Services };

/** What verbs work with, made at the first request of the process. */
export function getServices(): Services {
  const { databaseUrl, systemDatabaseUrl, clickhouseUrl, settings } = getConfig();
  holder.tollgateServices ??= createServices({ databaseUrl, systemDatabaseUrl, clickhouseUrl, settings });
  return holder.tollgateServices;
}
