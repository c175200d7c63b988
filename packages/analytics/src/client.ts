import {
  type ClickHouseClient,
  ClickHouseError,
  ClickHouseLogLevel,
  type ClickHouseSettings,
  createClient,
} from '@clickhouse/client';
import { DomainError } from '@tollgate/domain/errors';
import { z } from 'zod';

/** Values bound to `{name:Type}` placeholders; they never become part of the SQL text. */
export type QueryParams = Record<
  string,
  string | number | bigint | boolean | readonly (string | number | bigint)[]
>;

export interface AnalyticsOptions {
  /** Such as `http://user:password@host:8123/tollgate`; the path is the database. */
  url: string;
  /** The longest a query may take; the server gives up shortly before. */
  queryTimeoutMs?: number | undefined;
  insertTimeoutMs?: number | undefined;
  maxConnections?: number | undefined;
}

/** The usage store: typed queries and inserts, with a ceiling on time, rows and memory. */
export interface Analytics {
  /** Rows of a query, each parsed by `row`. Throws `store_unavailable` when ClickHouse does not answer in time. */
  query<T extends z.ZodType>(sql: string, params: QueryParams, row: T): Promise<z.output<T>[]>;
  /** The underlying client, for inserts and migrations. */
  client: ClickHouseClient;
  insertTimeoutMs: number;
  /** Whether ClickHouse answers. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

const MAX_RESULT_ROWS = 50_000;
const MAX_QUERY_MEMORY_BYTES = 2_000_000_000;

/** Opens a connection pool to ClickHouse; nothing is sent until the first query. */
export function createAnalytics(options: AnalyticsOptions): Analytics {
  const queryTimeoutMs = options.queryTimeoutMs ?? 15_000;
  const client = createClient({
    url: options.url,
    // Failures are thrown; the client's own log would write rows into it.
    log: { level: ClickHouseLogLevel.OFF },
    application: 'tollgate',
    request_timeout: queryTimeoutMs,
    max_open_connections: options.maxConnections ?? 10,
    // Longer lists of ids than an address can hold travel in the body.
    use_multipart_params_auto: true,
  });
  const limits: ClickHouseSettings = {
    max_execution_time: Math.max(1, Math.floor(queryTimeoutMs / 1000) - 1),
    max_result_rows: String(MAX_RESULT_ROWS),
    result_overflow_mode: 'throw',
    max_memory_usage: String(MAX_QUERY_MEMORY_BYTES),
  };
  return {
    client,
    insertTimeoutMs: options.insertTimeoutMs ?? 30_000,
    async query(sql, params, row) {
      try {
        const answer = await client.query({
          query: sql,
          query_params: params,
          clickhouse_settings: limits,
          format: 'JSONEachRow',
        });
        return z.array(row).parse(await answer.json());
      } catch (error) {
        throw toDomainError(error);
      }
    },
    ping: async () => (await client.ping()).success,
    close: () => client.close(),
  };
}

/** TIMEOUT_EXCEEDED, TOO_MANY_SIMULTANEOUS_QUERIES, MEMORY_LIMIT_EXCEEDED: the store is busy, the query is not wrong. */
const BUSY_CODES = new Set(['159', '202', '241']);

function toDomainError(error: unknown): unknown {
  const isAnswer = error instanceof ClickHouseError && !BUSY_CODES.has(error.code);
  if (isAnswer || error instanceof z.ZodError) return error;
  return new DomainError('store_unavailable', {
    detail: 'Usage cannot be read right now. Try again in a moment.',
    internal: `ClickHouse: ${error instanceof Error ? error.message : String(error)}`,
    cause: error,
  });
}
