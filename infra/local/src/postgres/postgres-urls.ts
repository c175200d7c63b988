export type PostgresPasswords = { superuser: string; owner: string; app: string; system: string };

export type PostgresUrls = {
  /** May do anything; used to make databases and roles, never by a Tollgate process. */
  superuserUrl: string;
  /** Owns the tables: migrations only. */
  ownerUrl: string;
  /** `tollgate_app`: owns nothing and sees the tenant of its transaction. */
  appUrl: string;
  /** `tollgate_system`: owns nothing and sees every tenant. */
  systemUrl: string;
};

/** The connection strings of the four roles for one database. */
export function postgresUrls(port: number, passwords: PostgresPasswords, database: string): PostgresUrls {
  const url = (role: string, password: string) =>
    `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  return {
    superuserUrl: url('postgres', passwords.superuser),
    ownerUrl: url('tollgate_owner', passwords.owner),
    appUrl: url('tollgate_app', passwords.app),
    systemUrl: url('tollgate_system', passwords.system),
  };
}
