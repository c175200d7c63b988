import { type Logger, pino } from 'pino';

/** A logger of JSON lines that never shows a credential. */
export function createLogger(level: string, part: string): Logger {
  return pino({
    level,
    base: { part, pid: process.pid },
    redact: {
      paths: ['authorization', '*.authorization', 'token', '*.token', '*["x-api-key"]'],
      censor: '[hidden]',
    },
  });
}
