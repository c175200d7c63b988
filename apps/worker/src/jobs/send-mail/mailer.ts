import nodemailer from 'nodemailer';

export interface Mailer {
  send(mail: { recipient: string; subject: string; body: string }): Promise<void>;
}

/** Sends plain-text mail through an SMTP server; throws when the server refuses or does not answer in 20 s. */
export function createMailer(url: string, from: string): Mailer {
  const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
  const transport = nodemailer.createTransport(url, limits as never);
  return {
    send: async ({ recipient, subject, body }) => {
      await transport.sendMail({ from, to: recipient, subject, text: body });
    },
  };
}
