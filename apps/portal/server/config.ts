import { readWebConfig, type WebConfig } from '@tollgate/web/config';

let config: WebConfig | undefined;

/** The configuration of this process. Throws one error that names everything that is missing or wrong. */
export function getConfig(): WebConfig {
  config ??= readWebConfig('portal', process.env);
  return config;
}

/** The portal's public address, for the proxy, which needs nothing else. */
export function getPortalUrl(): string {
  return getConfig().settings.portalUrl;
}

/** The management API's public address: problem types point there. */
export function getApiUrl(): string {
  return getConfig().settings.apiUrl;
}
