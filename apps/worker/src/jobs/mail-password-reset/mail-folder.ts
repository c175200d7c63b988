import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface MailFolder {
  keep(mail: { recipient: string; subject: string; body: string }): Promise<void>;
}

/** A folder that only the operator reads, with the newest mail of each recipient as a file. */
export function createMailFolder(path: string): MailFolder {
  return {
    keep: async ({ recipient, subject, body }) => {
      await mkdir(path, { recursive: true, mode: 0o700 });
      const name = `${recipient.replace(/[^\w.@+-]/g, '_').slice(0, 200)}.txt`;
      const text = `To: ${recipient}\nSubject: ${subject}\n\n${body}`;
      await writeFile(join(path, name), text, { mode: 0o600 });
    },
  };
}
