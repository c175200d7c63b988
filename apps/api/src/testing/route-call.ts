import { hasBody, pathFields, type Route } from '@tollgate/contract/routes/route';
import { ID_PREFIXES, type IdKind } from '@tollgate/domain/ids';
import { z } from 'zod';

/** A valid call of a route: everything it needs, with the ids of somebody. */
export interface RouteCall {
  method: string;
  path: string;
  body: unknown;
  /** Whether the call names anything by id, in path, query or body. */
  namesIds: boolean;
}

const EXAMPLE_ID = /^([a-z]{3})_1C3XR6GzvAbCdEfGhJkMnP$/;

const NEEDED: Record<string, string> = {
  from: '2026-01-01T00:00:00Z',
  to: '2026-02-01T00:00:00Z',
  dimension: 'product',
};

/** Makes the call of a route out of its contract; `ids` are named as fields are, such as `productId`. */
export function callOf(route: Route, ids: Record<string, string>): RouteCall {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(idOf(ids, name)));
  const query = route.method === 'GET' ? queryOf(route, ids) : '';
  const body = hasBody(route) ? fillIds(route.example, ids) : undefined;
  const text = JSON.stringify(body ?? null);
  const namesIds = pathFields(route).length > 0 || Object.values(ids).some((id) => text.includes(id));
  return { method: route.method, path: path + query, body, namesIds };
}

function idOf(ids: Record<string, string>, name: string): string {
  const id = ids[name];
  if (id === undefined) throw new Error(`nobody has a ${name}: add one to the inventory of the testkit`);
  return id;
}

function queryOf(route: Route, ids: Record<string, string>): string {
  const shape = z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' }) as {
    required?: string[];
    properties?: { filter?: { properties?: object } };
  };
  const inPath = pathFields(route);
  const needed = (shape.required ?? []).filter((name) => !inPath.includes(name));
  const fields = needed.map((name) => [name, NEEDED[name] ?? idOf(ids, name)]);
  const filters = Object.keys(shape.properties?.filter?.properties ?? {})
    .filter((name) => ids[name] !== undefined)
    .map((name) => [`filter[${name}]`, ids[name] as string]);
  const all = new URLSearchParams([...fields, ...filters] as [string, string][]).toString();
  return all ? `?${all}` : '';
}

/** Puts real ids in the place of those of an example, by their prefixes. */
function fillIds(example: unknown, ids: Record<string, string>): unknown {
  return JSON.parse(JSON.stringify(example), (_key, value: unknown) => {
    const prefix = typeof value === 'string' ? EXAMPLE_ID.exec(value)?.[1] : undefined;
    if (!prefix) return value;
    const kind = (Object.keys(ID_PREFIXES) as IdKind[]).find((name) => ID_PREFIXES[name] === prefix);
    return idOf(ids, `${kind === 'apiKey' ? 'key' : kind}Id`);
  }) as unknown;
}
