import { z } from 'zod';
import { readStack } from './stack.ts';

const Versions = z.object({
  data: z.array(z.object({ versions: z.array(z.object({ upstream: z.object({ url: z.url() }) })) })),
});

/** Where the demo's upstream answers: the one private address that the operator of a local stack allows. */
export async function demoUpstreamUrl(): Promise<string> {
  const { api, adminToken } = readStack();
  const answer = await fetch(`${api}/v1/apis`, { headers: { authorization: `Bearer ${adminToken}` } });
  const url = Versions.parse(await answer.json()).data[0]?.versions[0]?.upstream.url;
  if (!url) throw new Error('the demo tenant has no API version');
  return url;
}
