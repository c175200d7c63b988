import pg from 'pg';
import type { PostgresPasswords } from './postgres-urls.ts';

/** Makes the roles with today's passwords, and the database when it is missing. Safe to repeat. */
export async function provisionPostgres(
  superuserUrl: string,
  passwords: PostgresPasswords,
  database: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await ensureRole(client, 'tollgate_owner', passwords.owner);
    await ensureRole(client, 'tollgate_app', passwords.app);
    await ensureRole(client, 'tollgate_system', passwords.system);
    // The job queue's schema belongs to the system role; the owner makes it, and its functions enqueue into it.
    await client.query('GRANT tollgate_system TO tollgate_owner WITH INHERIT TRUE, SET TRUE');
    await ensureDatabase(client, database);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(
    `${verb} ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${client.escapeLiteral(password)}`,
  );
}

async function ensureDatabase(client: pg.Client, database: string): Promise<void> {
  const name = client.escapeIdentifier(database);
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${name} OWNER tollgate_owner`);
  await grantDatabase(client, name);
}

/** Who may enter a database; a copy of a database does not inherit it. */
export async function grantDatabase(client: pg.Client, escapedName: string): Promise<void> {
  await client.query(`REVOKE ALL ON DATABASE ${escapedName} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${escapedName} TO tollgate_app`);
  await client.query(`GRANT CONNECT, CREATE ON DATABASE ${escapedName} TO tollgate_system`);
}
