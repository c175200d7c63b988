import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { CustomPolicy } from '@tollgate/policies/custom/author';
import type { CustomCall, CustomResult } from '@tollgate/policies/custom/port';

/** What a thread is started with. */
export interface ThreadOrder {
  readonly path: string;
}

/** What a thread is told. */
export type ToThread =
  | { readonly kind: 'call'; readonly id: number; readonly call: CustomCall; readonly maxBodyBytes: number }
  | { readonly kind: 'ping' };

/** What a thread tells. */
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'result'; readonly id: number; readonly result: CustomResult }
  | { readonly kind: 'pong' };

/** The thread of one module: it imports the module, and calls it for each message. */
const port = parentPort;
if (!port) throw new Error('This file is the thread of a custom policy.');
const tell = (message: FromThread) => port.postMessage(message);

const { path } = workerData as ThreadOrder;
try {
  const policy = readPolicy(await import(pathToFileURL(path).href));
  port.on('message', (message: ToThread) => {
    if (message.kind === 'ping') tell({ kind: 'pong' });
    else void answer(policy, message);
  });
  tell({ kind: 'ready' });
} catch (error) {
  tell({ kind: 'unusable', reason: reasonOf(error) });
}

function readPolicy(module: { default?: unknown }): CustomPolicy {
  const policy = module.default as CustomPolicy | null | undefined;
  const hooks = typeof policy === 'object' && policy !== null ? [policy.onRequest, policy.onResponse] : [];
  const isPolicy =
    hooks.some((hook) => typeof hook === 'function') &&
    hooks.every((hook) => hook === undefined || typeof hook === 'function');
  if (!isPolicy) throw new Error('its default export has neither onRequest nor onResponse');
  return policy as CustomPolicy;
}

async function answer(policy: CustomPolicy, { id, call, maxBodyBytes }: Extract<ToThread, { kind: 'call' }>) {
  try {
    tell({ kind: 'result', id, result: await run(policy, call, maxBodyBytes) });
  } catch (error) {
    tell({ kind: 'result', id, result: { kind: 'failed', reason: reasonOf(error) } });
  }
}

async function run(policy: CustomPolicy, call: CustomCall, maxBodyBytes: number): Promise<CustomResult> {
  const made = await (call.hook === 'onRequest'
    ? policy.onRequest?.(makeRequest(call), call.context)
    : policy.onResponse?.(makeResponse(call), call.context, {
        ...call.request,
        headers: makeHeaders(call.request.headers),
      }));
  if (made === undefined) return { kind: 'nothing' };
  if (!(made instanceof Request || made instanceof Response)) {
    throw new Error(`${call.hook} returned neither a Request nor a Response`);
  }
  const headers = [...made.headers].flat();
  const body = made.body === null ? null : await readBody(made.body, maxBodyBytes);
  if (made instanceof Request) return { kind: 'request', url: made.url, headers, body };
  if (made.status < 200) throw new Error(`${call.hook} returned a Response that cannot be sent`);
  return { kind: 'response', status: made.status, headers, body };
}

function makeHeaders(pairs: readonly string[]): Headers {
  const headers = new Headers();
  for (let i = 0; i < pairs.length; i += 2) headers.append(pairs[i] as string, pairs[i + 1] as string);
  return headers;
}

function makeRequest({ method, url, headers, body }: Extract<CustomCall, { hook: 'onRequest' }>): Request {
  const hasBody = body !== null && method !== 'GET' && method !== 'HEAD';
  return new Request(url, {
    method,
    headers: makeHeaders(headers),
    ...(hasBody && { body: body as Uint8Array<ArrayBuffer> }),
  });
}

function makeResponse({ status, headers, body }: Extract<CustomCall, { hook: 'onResponse' }>): Response {
  const isBodyless = status === 204 || status === 205 || status === 304;
  return new Response(isBodyless ? null : (body as Uint8Array<ArrayBuffer> | null), {
    status,
    headers: makeHeaders(headers),
  });
}

async function readBody(stream: ReadableStream<Uint8Array>, maxBodyBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new Error(`it made a body of more than ${maxBodyBytes} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function reasonOf(error: unknown): string {
  const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n', 1);
  return reason.replaceAll(path, 'the module').slice(0, 300);
}
