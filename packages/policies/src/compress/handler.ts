import { isEncoded, valuesIn } from '../media-type.ts';
import type { HeaderPairs } from '../policy.ts';
import { chooseEncoding, type Encoding } from './accept-encoding.ts';
import type { CompressConfig } from './schema.ts';

/** How an answer goes to its caller. */
export interface EncodingDecision {
  /** Null sends the body as it is. */
  readonly encoding: Encoding | null;
  readonly headers: string[];
}

/** The request as far as it decides on the encoding of its answer. */
export interface EncodedRequest {
  readonly method: string;
  headerValues(name: string): readonly string[];
}

/** A policy of phase `encode` at work: null leaves the answer alone. */
export type EncodeHandler<Config> = (
  request: EncodedRequest,
  status: number,
  headers: HeaderPairs,
  config: Config,
) => EncodingDecision | null;

/** What is true of the plain bytes only. */
const OF_THE_PLAIN_BODY: ReadonlySet<string> = new Set([
  'accept-ranges',
  'content-digest',
  'content-length',
  'content-md5',
  'digest',
]);
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/** Makes the handler of the compress policy. */
export function createCompressHandler(): EncodeHandler<CompressConfig> {
  return (request, status, headers, config) => {
    if (!mayBeEncoded(status, headers, config)) return null;
    const varied = withVary(headers);
    const isSent = request.method !== 'HEAD' && !WITHOUT_BODY.has(status);
    const encoding = isSent
      ? chooseEncoding(request.headerValues('accept-encoding'), config.encodings)
      : null;
    if (encoding === null) return { encoding, headers: varied };
    return { encoding, headers: [...encodedHeaders(varied), 'content-encoding', encoding] };
  };
}

function mayBeEncoded(status: number, headers: HeaderPairs, config: CompressConfig): boolean {
  if (status < 200 || status === 206 || valuesIn(headers, 'content-range').length > 0) return false;
  if (isEncoded(valuesIn(headers, 'content-encoding'))) return false;
  const control = valuesIn(headers, 'cache-control').join(',').toLowerCase();
  if (/(?:^|[\s,])no-transform(?=$|[\s,=])/.test(control)) return false;
  const length = valuesIn(headers, 'content-length')[0];
  if (length !== undefined && Number(length) < config.minBytes) return false;
  const type = (valuesIn(headers, 'content-type')[0] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/event-stream') return false;
  return config.contentTypes.some((pattern) => fits(pattern, type));
}

function fits(pattern: string, type: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === type;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return type.length > start.length + end.length && type.startsWith(start) && type.endsWith(end);
}

function withVary(headers: HeaderPairs): string[] {
  const names = valuesIn(headers, 'vary')
    .join(',')
    .toLowerCase()
    .split(/[\s,]+/);
  if (names.includes('*') || names.includes('accept-encoding')) return [...headers];
  return [...headers, 'vary', 'accept-encoding'];
}

// A strong entity tag stands for bytes, which are others now; a weak one for what they mean.
function encodedHeaders(headers: HeaderPairs): string[] {
  const result: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    const value = headers[i + 1] as string;
    if (OF_THE_PLAIN_BODY.has(name) || name === 'content-encoding') continue;
    result.push(name, name === 'etag' && value.startsWith('"') ? `W/${value}` : value);
  }
  return result;
}
