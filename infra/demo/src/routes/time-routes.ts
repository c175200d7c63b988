import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { localTime } from '../local-time.ts';
import { readPage, readText, readWhole } from '../query.ts';
import { parseBody } from '../read-body.ts';
import type { Call, Route } from '../route.ts';
import { timezones } from '../world.ts';
import { getCountry } from './country-routes.ts';

const Conversion = z.strictObject({
  at: z.iso.datetime({ offset: true }),
  timezones: z.array(z.string().max(60)).min(1).max(50),
});

export const timeRoutes: Route[] = [
  {
    method: 'GET',
    path: '/timezones',
    handle: ({ query }) => {
      const code = readText(query, 'country');
      const country = code ? getCountry(code) : undefined;
      return readPage(
        query,
        timezones.filter(({ countries }) => !country || countries.includes(country.code)),
      );
    },
  },
  {
    method: 'GET',
    path: '/time',
    handle: ({ query }) => localTime(readText(query, 'timezone') ?? 'UTC', new Date()),
  },
  {
    method: 'POST',
    path: '/time/convert',
    handle: ({ body }) => {
      const conversion = parseBody(Conversion, body);
      const at = new Date(conversion.at);
      return { data: conversion.timezones.map((timezone) => localTime(timezone, at)) };
    },
  },
  { method: 'GET', path: '/time/stream', handle: streamTime },
];

/** Sends the time as server-sent events until `count` have gone or the client has. */
async function streamTime({ query, response }: Call): Promise<undefined> {
  const timezone = readText(query, 'timezone') ?? 'UTC';
  const count = readWhole(query, 'count', { least: 1, most: 3600, fallback: 10 });
  const intervalMs = readWhole(query, 'intervalMs', { least: 10, most: 60_000, fallback: 1000 });
  let event = localTime(timezone, new Date());
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  for (let id = 1; id <= count && !response.destroyed; id += 1) {
    response.write(`id: ${id}\nevent: time\ndata: ${JSON.stringify(event)}\n\n`);
    if (id < count) await wait(intervalMs);
    event = localTime(timezone, new Date());
  }
  response.end();
}
