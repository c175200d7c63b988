import { CONTINUE, type PolicyHandler } from '../policy.ts';
import type { CorsConfig } from './schema.ts';

/** Makes the handler of the cors policy. */
export function createCorsHandler(): PolicyHandler<CorsConfig> {
  return (request, config) => {
    const origin = request.headerValues('origin')[0];
    if (origin === undefined) return CONTINUE;
    const isAny = config.origins.includes('*');
    const isAllowed = isAny || config.origins.includes(origin);
    const isPreflight =
      request.method === 'OPTIONS' && request.headerValues('access-control-request-method').length > 0;
    const headers = ['vary', 'Origin'];
    if (isAllowed) {
      headers.push('access-control-allow-origin', isAny ? '*' : origin);
      if (config.credentials) headers.push('access-control-allow-credentials', 'true');
    }
    if (!isPreflight) {
      if (isAllowed && config.exposedHeaders.length > 0) {
        headers.push('access-control-expose-headers', config.exposedHeaders.join(', '));
      }
      return { kind: 'continue', responseHeaders: headers };
    }
    if (isAllowed) {
      headers.push('access-control-allow-methods', request.allowedMethods.join(', '));
      headers.push('access-control-allow-headers', config.headers.join(', '));
      headers.push('access-control-max-age', String(config.maxAgeSeconds));
    }
    return { kind: 'answer', status: 204, headers };
  };
}
