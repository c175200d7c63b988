import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mintSecret } from '@tollgate/domain/secrets';
import { z } from 'zod';
import { LocalError } from '../local-error.ts';

const LocalSecrets = z.object({
  postgres: z.object({
    superuser: z.string().min(16),
    owner: z.string().min(16),
    app: z.string().min(16),
    system: z.string().min(16),
  }),
  clickhousePassword: z.string().min(16),
  redisPassword: z.string().min(16),
  authSecret: z.string().min(32),
  /** 32 bytes in base64. */
  encryptionKey: z.string().length(44),
  gatewayToken: z.string().startsWith('tg_gw_'),
});

/** Every secret of a local stack. */
export type LocalSecrets = z.infer<typeof LocalSecrets>;

/** Makes a new set of secrets. */
export function mintLocalSecrets(): LocalSecrets {
  const password = () => randomBytes(24).toString('base64url');
  return {
    postgres: { superuser: password(), owner: password(), app: password(), system: password() },
    clickhousePassword: password(),
    redisPassword: password(),
    authSecret: randomBytes(48).toString('base64url'),
    encryptionKey: randomBytes(32).toString('base64'),
    gatewayToken: mintSecret('tg_gw').token,
  };
}

/** Reads the stack's secrets, or makes them the first time; only their owner may read the file. */
export function ensureLocalSecrets(file: string, isClusterThere: boolean): LocalSecrets {
  if (existsSync(file)) return readSecrets(file);
  if (isClusterThere) {
    throw new LocalError(
      `${file} is gone, and with it the passwords of the data beside it: restore it, or move the data folder away to begin with an empty one.`,
    );
  }
  const secrets = mintLocalSecrets();
  const aside = `${file}.new`;
  writeFileSync(aside, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(aside, file);
  return secrets;
}

function readSecrets(file: string): LocalSecrets {
  try {
    chmodSync(file, 0o600);
    return LocalSecrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new LocalError(
      `${file} cannot be read as this stack's secrets: restore it, or move the data folder away to begin with an empty one.`,
      { cause: error },
    );
  }
}
