import { Environment } from '@tollgate/domain/environment';
import { idSchema } from '@tollgate/domain/ids';
import { nameSchema } from '@tollgate/domain/slug';
import { z } from 'zod';
import { Timestamp } from '../fields.ts';
import { listInput } from '../pages.ts';

/** A TLS certificate that an app is known by. */
export const Certificate = z.strictObject({
  id: z.string(),
  appId: z.string(),
  name: z.string(),
  environment: Environment,
  /** SHA-256 of the certificate, lower-case hex. */
  fingerprint: z.string(),
  /** Null where only the fingerprint was told. */
  subject: z.string().nullable(),
  status: z.enum(['active', 'expired', 'revoked']),
  expiresAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type Certificate = z.infer<typeof Certificate>;

export const CreateCertificateInput = z.strictObject({
  appId: idSchema('app'),
  name: nameSchema(60).or(z.literal('')).default(''),
  environment: Environment.default('live'),
  /** The certificate in PEM, or its SHA-256 fingerprint in hex, with or without colons. */
  certificate: z.string().trim().min(1, 'must not be empty').max(20_000, 'must be at most 20000 characters'),
});
export type CreateCertificateInput = z.input<typeof CreateCertificateInput>;

export const ListCertificatesInput = listInput({ appId: idSchema('app'), environment: Environment }, [
  'createdAt',
  'name',
]);
export type ListCertificatesInput = z.input<typeof ListCertificatesInput>;

export const RevokeCertificateInput = z.strictObject({ certificateId: idSchema('certificate') });
export type RevokeCertificateInput = z.input<typeof RevokeCertificateInput>;
