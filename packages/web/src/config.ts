import type { ServiceOptions } from '@tollgate/services/context/create-services';
import { readEnvironment, ServiceEnvironment, serviceOptions } from '@tollgate/services/environment/config';
import { z } from 'zod';

/** What console and portal read from their environment, once, at the first request. */
const Environment = ServiceEnvironment.extend({
  /** Signs session cookies. */
  AUTH_SECRET: z.string().min(16, 'must have at least 16 characters'),
});

/** Which of the two apps a process is. */
export type WebApp = 'console' | 'portal';

/** The configuration of a console or portal process. */
export interface WebConfig extends ServiceOptions {
  authSecret: string;
  /** Whether the app is reached by https, so that its cookies may insist on it. */
  isSecure: boolean;
}

/** Reads an app's configuration. Throws one error that names everything that is missing or wrong. */
export function readWebConfig(app: WebApp, environment: Record<string, string | undefined>): WebConfig {
  const values = readEnvironment(Environment, app, environment);
  const url = { console: values.CONSOLE_URL, portal: values.PORTAL_URL }[app];
  return {
    ...serviceOptions(values),
    authSecret: values.AUTH_SECRET,
    isSecure: url.startsWith('https://'),
  };
}
