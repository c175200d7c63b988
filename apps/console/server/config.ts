import { readWebConfig, type WebConfig } from '@tollgate/web/config';

let config: WebConfig | undefined;

/** The configuration of this process. Throws one error that names everything that is missing or wrong. */
export function getConfig(): WebConfig {
  config ??= readWebConfig('console', process.env);
  return config;
}
