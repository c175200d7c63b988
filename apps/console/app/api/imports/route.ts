import { receiveDocument } from '../../../features/apis/index.ts';
import { memberRoute } from '../../../server/route.ts';

/** Takes an OpenAPI document in and queues reading it. */
export const POST = memberRoute(async (ctx, request) =>
  Response.json(await receiveDocument(ctx, request), { status: 202 }),
);
