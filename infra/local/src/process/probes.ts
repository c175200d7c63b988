import { connect } from 'node:net';
import pg from 'pg';

const PROBE_MS = 5_000;

/** Whether something accepts connections on the port. */
export async function acceptsConnections(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1_000 });
    const settle = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}

/** Whether a GET of the address answers with a status below `belowStatus` (400: a 2xx or 3xx). */
export async function answersHttp(url: string, belowStatus = 400, headers = {}): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PROBE_MS);
    const response = await fetch(url, { redirect: 'manual', signal, headers });
    await response.body?.cancel();
    return response.status < belowStatus;
  } catch {
    return false;
  }
}

/** Whether Postgres lets this role in and answers. */
export async function answersPostgres(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
