import { BlockList, isIP } from 'node:net';
import { CONTINUE, type PolicyHandler } from '../policy.ts';
import type { IpRestrictionConfig } from './schema.ts';

interface Lists {
  allow: BlockList | null;
  deny: BlockList | null;
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** Makes the handler of the ip-restriction policy. */
export function createIpRestrictionHandler(): PolicyHandler<IpRestrictionConfig> {
  const compiled = new WeakMap<IpRestrictionConfig, Lists>();
  return (request, config) => {
    let lists = compiled.get(config);
    if (!lists) {
      lists = { allow: compile(config.allow), deny: compile(config.deny) };
      compiled.set(config, lists);
    }
    const { allow, deny } = lists;
    const address = request.clientAddress.replace(MAPPED, '$1');
    const isRefused = (deny !== null && holds(deny, address)) || (allow !== null && !holds(allow, address));
    if (!isRefused) return CONTINUE;
    return {
      kind: 'reject',
      problem: 'forbidden',
      detail: 'Calls from your network address are not allowed.',
    };
  };
}

function compile(ranges: readonly string[]): BlockList | null {
  if (ranges.length === 0) return null;
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

function holds(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
