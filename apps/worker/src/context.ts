import { createServices } from '@tollgate/services/context/create-services';
import type { Services } from '@tollgate/services/context/ctx';
import { serviceOptions } from '@tollgate/services/environment/config';
import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';
import { createMailFolder, type MailFolder } from './jobs/mail-password-reset/mail-folder.ts';
import { createMailer, type Mailer } from './jobs/send-mail/mailer.ts';

export interface WorkerContext {
  services: Services;
  log: Logger;
  /** Undefined without SMTP: mail stays in the outbox. */
  mailer: Mailer | undefined;
  /** Where mail goes that the outbox does not show, without SMTP. */
  mailFolder: MailFolder | undefined;
}

/** Builds what the jobs of this process work with. */
export function createContext(config: Config): WorkerContext {
  const services = createServices(serviceOptions(config));
  return {
    services,
    log: pino({ level: config.LOG_LEVEL, base: { process: 'worker' } }),
    mailer: config.SMTP_URL ? createMailer(config.SMTP_URL, config.MAIL_FROM) : undefined,
    mailFolder: config.MAIL_DIR ? createMailFolder(config.MAIL_DIR) : undefined,
  };
}
