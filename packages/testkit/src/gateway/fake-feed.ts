import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Change, ChangeBatch, GatewayReport, SnapshotRecord } from '@tollgate/domain/snapshot';

export interface FakeFeedOptions {
  port?: number;
  token?: string;
  heartbeatMs?: number;
}

/** A control plane's feed over HTTP, with its state in memory. */
export class FakeFeed {
  readonly token: string;
  readonly reports: GatewayReport[] = [];
  /** Text sent in place of the snapshot, for tests of damage. */
  rawSnapshot: string | null = null;
  /** Whether every answer is 503. */
  isDown = false;
  snapshotsServed = 0;
  changeNumber = 1;
  readonly #records = new Map<string, SnapshotRecord>();
  readonly #batches: ChangeBatch[] = [];
  readonly #streams = new Set<ServerResponse>();
  readonly #server = createServer((request, response) => this.#handle(request, response));
  readonly #heartbeat: NodeJS.Timeout;
  #oldestChange = 1;

  constructor(options: FakeFeedOptions = {}) {
    this.token = options.token ?? 'tg_gw_test';
    this.#heartbeat = setInterval(() => this.#beat(), options.heartbeatMs ?? 500);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', () => resolve()));
    return this;
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat);
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Records that are there before any gateway asks. */
  seed(records: readonly SnapshotRecord[]): void {
    for (const record of records) this.#records.set(`${record.kind} ${record.id}`, record);
  }

  /** Commits changes as one batch and sends it to all who listen. */
  commit(changes: readonly (SnapshotRecord | Omit<Change, 'record'>)[]): ChangeBatch {
    const batch: ChangeBatch = {
      after: this.changeNumber,
      changeNumber: this.changeNumber + changes.length,
      committedAt: new Date().toISOString(),
      changes: changes.map((change) => toChange(change)),
    };
    for (const { kind, id, record } of batch.changes) {
      if (record) this.#records.set(`${kind} ${id}`, record);
      else this.#records.delete(`${kind} ${id}`);
    }
    this.changeNumber = batch.changeNumber;
    this.#batches.push(batch);
    this.sendLine(JSON.stringify(batch));
    return batch;
  }

  /** Sends a line of any text on every stream. */
  sendLine(line: string): void {
    for (const stream of this.#streams) stream.write(`${line}\n`);
  }

  /** Forgets all changes so far: who is behind must take a snapshot. */
  forgetChanges(): void {
    this.#batches.length = 0;
    this.#oldestChange = this.changeNumber;
  }

  dropStreams(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  /** The lines of a snapshot as a sound control plane would send them. */
  snapshotText(): string {
    const records = [...this.#records.values()];
    const lines = [
      { format: 1, changeNumber: this.changeNumber },
      ...records,
      { end: true, count: records.length },
    ];
    return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://feed');
    if (this.isDown) answer(response, 503);
    else if (request.headers.authorization !== `Bearer ${this.token}`) answer(response, 401);
    else if (url.pathname === '/feed/v1/snapshot') {
      this.snapshotsServed++;
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.end(this.rawSnapshot ?? this.snapshotText());
    } else if (url.pathname === '/feed/v1/changes') {
      this.#stream(Number(url.searchParams.get('after')), response);
    } else if (url.pathname === '/feed/v1/reports') {
      this.#takeReport(request, response);
    } else {
      answer(response, 404);
    }
  }

  #stream(after: number, response: ServerResponse): void {
    if (after < this.#oldestChange || after > this.changeNumber) {
      answer(response, 410);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.flushHeaders();
    for (const batch of this.#batches) {
      if (batch.after >= after) response.write(`${JSON.stringify(batch)}\n`);
    }
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }

  #takeReport(request: IncomingMessage, response: ServerResponse): void {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      this.reports.push(JSON.parse(text) as GatewayReport);
      answer(response, 204);
    });
  }

  #beat(): void {
    this.sendLine(JSON.stringify({ heartbeat: true, changeNumber: this.changeNumber }));
  }
}

function toChange(change: SnapshotRecord | Omit<Change, 'record'>): Change {
  const isRecord = Object.keys(change).length > 2;
  return { kind: change.kind, id: change.id, record: isRecord ? (change as SnapshotRecord) : null };
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' });
  response.end();
}
