import { Resolver } from 'node:dns/promises';

const TIMEOUT_MS = 2000;

/**
 * The seconds for which DNS says that a name has these addresses, the fewest of all; null when it does not answer or its
 * answer lacks one of them, as for a name in the hosts file.
 */
export async function readTtl(
  name: string,
  addresses: readonly string[],
  resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 }),
): Promise<number | null> {
  const answers = await Promise.allSettled([
    resolver.resolve4(name, { ttl: true }),
    resolver.resolve6(name, { ttl: true }),
  ]);
  const records = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const known = new Set(records.map(({ address }) => address));
  if (records.length === 0 || !addresses.every((address) => known.has(address))) return null;
  return Math.min(...records.map(({ ttl }) => ttl));
}
