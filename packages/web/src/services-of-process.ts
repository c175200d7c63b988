import 'server-only';
import { createServices } from '@tollgate/services/context/create-services';
import type { Services } from '@tollgate/services/context/ctx';
import type { WebConfig } from './config.ts';

// Next evaluates a module once per bundle and again after each reload; one pool per process is enough.
const holder = globalThis as { tollgateServices?: Services };

/** What verbs work with, made at the first request of the process. */
export function servicesOfProcess({ authSecret, isSecure, ...options }: WebConfig): Services {
  holder.tollgateServices ??= createServices(options);
  return holder.tollgateServices;
}
