import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { APIRequestContext } from '@playwright/test';
import { z } from 'zod';

const Manifest = z.object({
  node: z.record(
    z.string(),
    z.object({
      filename: z.string(),
      exportedName: z.string(),
      workers: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** One server action that the console was built with. */
export interface ServerAction {
  /** Feature and export, such as `plans/publish`. */
  name: string;
  id: string;
  /** A page it can be sent to. */
  path: string;
}

/** What an action is sent: a form's fields, or plain arguments. */
export type ActionInput = Record<string, string> | unknown[];

const MANIFEST = '../../apps/console/.next/server/server-reference-manifest.json';

/** Every server action of the console, from what Next wrote when it built it. */
export function readServerActions(): ServerAction[] {
  const text = readFileSync(fileURLToPath(new URL(MANIFEST, import.meta.url)), 'utf8');
  const actions = Object.entries(Manifest.parse(JSON.parse(text)).node).map(
    ([id, { filename, exportedName, workers }]) => ({
      id,
      name: `${/features\/([^/]+)\//.exec(filename)?.[1] ?? filename}/${exportedName}`,
      path: pathOf(Object.keys(workers)),
    }),
  );
  return actions.sort((a, b) => a.name.localeCompare(b.name));
}

function pathOf(workers: string[]): string {
  const pages = workers.filter((worker) => worker.endsWith('/page'));
  const page = pages.find((worker) => !worker.includes('[')) ?? pages[0] ?? 'app/page';
  return `/${page
    .split('/')
    .slice(1, -1)
    .filter((part) => !part.startsWith('('))
    .map((part) => (part.startsWith('[') ? 'x' : part))
    .join('/')}`;
}

/** Sends an action as the browser would and answers `ok` and the message of its result. */
export async function sendAction(
  request: APIRequestContext,
  base: string,
  action: ServerAction,
  input: ActionInput,
): Promise<{ ok: boolean; message: string }> {
  const headers = { 'next-action': action.id, accept: 'text/x-component', origin: base };
  const answer = Array.isArray(input)
    ? await request.post(base + action.path, {
        headers: { ...headers, 'content-type': 'text/plain;charset=UTF-8' },
        data: JSON.stringify(input),
      })
    : await request.post(base + action.path, { headers, multipart: asForm(input) });
  const text = await answer.text();
  const ok = /"ok":(true|false)/.exec(text)?.[1];
  if (ok === undefined) throw new Error(`${action.name} answered ${answer.status()}: ${text.slice(0, 300)}`);
  return { ok: ok === 'true', message: /"message":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? '' };
}

// React's own encoding of the two arguments of a form's action: the form as part 1, then both by reference.
function asForm(fields: Record<string, string>): FormData {
  const parts = new FormData();
  for (const [name, value] of Object.entries(fields)) parts.append(`_1_${name}`, value);
  parts.append('0', '["$undefined","$K1"]');
  return parts;
}
