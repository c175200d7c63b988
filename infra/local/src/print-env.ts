import { mintLocalSecrets } from './secrets/secrets.ts';

// Prints new values for the "Secrets" part of .env.example, for a deployment of one's own.
const secrets = mintLocalSecrets();
const values = {
  AUTH_SECRET: secrets.authSecret,
  ENCRYPTION_KEY: secrets.encryptionKey,
  GATEWAY_TOKEN: secrets.gatewayToken,
  POSTGRES_PASSWORD: secrets.postgres.superuser,
  POSTGRES_OWNER_PASSWORD: secrets.postgres.owner,
  POSTGRES_APP_PASSWORD: secrets.postgres.app,
  POSTGRES_SYSTEM_PASSWORD: secrets.postgres.system,
  CLICKHOUSE_PASSWORD: secrets.clickhousePassword,
  REDIS_PASSWORD: secrets.redisPassword,
};
for (const [name, value] of Object.entries(values)) process.stdout.write(`${name}=${value}\n`);
