import type { DemoResult } from '@tollgate/services/demo/demo-result';
import type { LocalConfig } from '../config.ts';
import { publicUrls } from './environment.ts';

/** What a person wants to see once everything runs: addresses, sign-ins and a request to paste. */
export function summaryLines(
  config: LocalConfig,
  { demo, signIns }: DemoResult,
  elapsedMs: number,
): string[] {
  const urls = publicUrls(config);
  const width = Math.max(...signIns.map(({ who }) => who.length), 8);
  return [
    '',
    `Tollgate runs, after ${(elapsedMs / 1000).toFixed(1)} s.`,
    '',
    `  Console   ${urls.console}`,
    `  Portal    ${urls.portal}`,
    `  API       ${urls.api}/v1/openapi.json`,
    `  Gateway   ${urls.gateway}`,
    '',
    'Sign in as',
    ...signIns.map(
      ({ who, url, email, password }) => `  ${who.padEnd(width)}  ${email}  ${password}  ${url}`,
    ),
    '',
    'Try it',
    `  curl -i ${demo.request} -H 'Authorization: Bearer ${demo.apiKey}'`,
    '',
    `Logs and data are in ${config.dataDir}. Ctrl-C ends everything.`,
  ];
}
