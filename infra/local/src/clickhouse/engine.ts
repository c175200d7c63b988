import { Session } from 'chdb';
import { ClickHouseError, toClickHouseError } from './clickhouse-error.ts';
import type { EngineRequest } from './http-request.ts';
import { readStatement, type Statement } from './statement.ts';

/** Numbers for `X-ClickHouse-Summary`, and the answer itself. */
export type EngineAnswer = {
  format: string;
  chunks: AsyncIterable<Uint8Array>;
  readRows: number;
  readBytes: number;
  writtenRows: number;
  writtenBytes: number;
  elapsedSeconds: number;
};

export type Engine = {
  /** Runs one request; the statement's rows arrive through `chunks`, which must be read to its end. */
  run(request: EngineRequest): Promise<EngineAnswer>;
  close(): void;
};

const NO_NUMBERS = { readRows: 0, readBytes: 0, writtenRows: 0, writtenBytes: 0, elapsedSeconds: 0 };
// Rows of these formats can follow each other, so a long result leaves in pieces.
const STREAMED = new Set(['JSONEachRow', 'JSONCompactEachRow', 'TabSeparated', 'TSV', 'CSV']);
const RAW_INSERTS = new Set([
  'JSONEachRow',
  'JSONCompactEachRow',
  'TSV',
  'TabSeparated',
  'CSV',
  'CSVWithNames',
]);

/** Opens the embedded ClickHouse engine on a folder. One process can hold one folder. */
export function openEngine(dataDir: string): Engine {
  // The engine lives as long as one connection does, so this one is held for good.
  const holder = new Session(dataDir, { connectionArgs: ['--implicit_select=0'] });
  return {
    run: (request) => runInSession(dataDir, request),
    close: () => holder.close(),
  };
}

/** A connection of its own for each request keeps settings, parameters and database from leaking. */
async function runInSession(dataDir: string, request: EngineRequest): Promise<EngineAnswer> {
  const session = new Session(dataDir);
  let isHandedOver = false;
  try {
    const statement = readStatement(request.sql);
    for (const sql of preparations(request)) await session.queryAsync(sql);
    const answer = await runStatement(session, statement, request);
    isHandedOver = true;
    return { ...answer, chunks: closingAfter(answer.chunks, session) };
  } catch (thrown) {
    throw toClickHouseError(thrown);
  } finally {
    if (!isHandedOver) session.close();
  }
}

async function* closingAfter(chunks: AsyncIterable<Uint8Array>, session: Session) {
  try {
    yield* chunks;
  } catch (thrown) {
    throw toClickHouseError(thrown);
  } finally {
    session.close();
  }
}

function preparations(request: EngineRequest): string[] {
  const statements = request.database ? [`USE ${quoteName(request.database)}`] : [];
  const assignments = [
    ...Object.entries(request.settings).map(([name, value]) => assign(name, value)),
    ...Object.entries(request.params).map(([name, value]) => assign(`param_${name}`, value)),
  ];
  if (assignments.length > 0) statements.push(`SET ${assignments.join(', ')}`);
  return statements;
}

function assign(name: string, value: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new ClickHouseError(
      115,
      'UNKNOWN_SETTING',
      `${JSON.stringify(name)} is not the name of a setting.`,
    );
  }
  return `${name} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function quoteName(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

async function runStatement(session: Session, statement: Statement, request: EngineRequest) {
  if (statement.insert && RAW_INSERTS.has(statement.insert.format)) {
    return insertRows(session, statement.insert, request.rows ?? Buffer.alloc(0));
  }
  const sql = request.rows ? `${statement.sql}\n${request.rows.toString('utf8')}` : statement.sql;
  const format = statement.format ?? request.defaultFormat ?? 'TabSeparated';
  if (STREAMED.has(format) && /^(?:SELECT|WITH)\b/i.test(sql)) return streamRows(session, sql, format);
  const result = await session.queryAsync(sql, { format });
  return {
    ...NO_NUMBERS,
    format,
    chunks: once(result.bytes()),
    readRows: result.rowsRead,
    readBytes: result.bytesRead,
    elapsedSeconds: result.elapsed,
  };
}

async function insertRows(session: Session, insert: NonNullable<Statement['insert']>, rows: Buffer) {
  const format = insert.format as 'JSONEachRow';
  const written = await session.insert({
    table: insert.table,
    values: rows,
    format,
    ...(insert.columns ? { columns: insert.columns } : {}),
  });
  return {
    ...NO_NUMBERS,
    format: 'TabSeparated',
    chunks: once(new Uint8Array(0)),
    writtenRows: written.rowsWritten,
    writtenBytes: written.bytesWritten,
    elapsedSeconds: written.elapsed,
  };
}

/** Waits for the first piece, so that an error that comes before any row is still an HTTP status. */
async function streamRows(session: Session, sql: string, format: string) {
  const startedAt = performance.now();
  const pieces = session.queryStream(sql, { format })[Symbol.asyncIterator]();
  const first = await pieces.next();
  async function* chunks() {
    let piece = first;
    try {
      while (!piece.done) {
        yield piece.value.raw();
        piece = await pieces.next();
      }
    } finally {
      await pieces.return?.();
    }
  }
  const readRows = first.done ? 0 : first.value.numRows;
  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  return { ...NO_NUMBERS, format, chunks: chunks(), readRows, elapsedSeconds };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
