import type { Job } from './job.ts';
import { forgetJob } from './jobs/forget/forget.ts';
import { importApiJob } from './jobs/import-api/import-api.ts';
import { issueInvoicesJob } from './jobs/issue-invoices/issue-invoices.ts';
import { mailPasswordResetJob } from './jobs/mail-password-reset/mail-password-reset.ts';
import { resealSecretsJob } from './jobs/reseal-secrets/reseal-secrets.ts';
import { sendMailJob } from './jobs/send-mail/send-mail.ts';

/** Every job there is, by the name it is queued under. */
export const JOBS: Readonly<Record<string, Job>> = {
  'import-api': importApiJob,
  'send-mail': sendMailJob,
  'mail-password-reset': mailPasswordResetJob,
  'issue-invoices': issueInvoicesJob,
  forget: forgetJob,
  'reseal-secrets': resealSecretsJob,
};

/** When jobs run by themselves, as crontab lines in UTC. */
export const CRONTAB = `
* * * * * issue-invoices ?jobKey=issue-invoices&jobKeyMode=preserve_run_at
17 * * * * forget
47 * * * * reseal-secrets
`;
