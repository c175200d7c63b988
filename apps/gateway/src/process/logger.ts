import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';

/** Fields that are never shown, at the top, one or two levels down. */
const SECRETS = [
  'authorization',
  'cookie',
  'set-cookie',
  'token',
  'secret',
  'password',
  'query',
  'x-api-key',
  'apikey',
  'tollgate-explain',
];

/** A logger of JSON lines that never shows a credential. */
export function createLogger(level: string, part: string, out?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { part, pid: process.pid },
    redact: {
      paths: SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: '[hidden]',
    },
  };
  return out ? pino(options, out) : pino(options);
}
