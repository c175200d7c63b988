import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { UpstreamTls } from './upstream-tls.ts';

/** The upstream's address is one the operator does not allow. */
export class ForbiddenAddress extends Error {
  readonly code = 'TOLLGATE_FORBIDDEN_ADDRESS';
}

const PRIVATE: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

const forbidden = new BlockList();
for (const [address, prefix, family] of PRIVATE) forbidden.addSubnet(address, prefix, family);

/** Whether an address belongs to a network that is not the public internet; IPv4 in IPv6 counts as IPv4. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  return forbidden.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

export interface GuardedConnectOptions {
  /** `host:port` of private addresses an operator allows. */
  readonly allowedHosts: ReadonlySet<string>;
  readonly connectTimeoutMs: number;
  readonly tls?: UpstreamTls | null;
  /** Whether HTTP/2 is asked for. */
  readonly isHttp2?: boolean;
  /** In place of the machine's own. */
  readonly resolve?: LookupFunction;
}

/** What came: the first `bytes` of a buffer that the next read of any connection writes over. */
export type OnRead = (bytes: number, buffer: Uint8Array) => boolean;

/** Opens a connection. One in plain text gives what it reads to `onRead` and emits no `data`; one with TLS emits it. */
export type Connect = (
  target: buildConnector.Options,
  callback: buildConnector.Callback,
  onRead?: OnRead,
) => void;

// Reading into one buffer spares a new one for each read, which takes longer than the read itself.
const readBuffer = Buffer.allocUnsafeSlow(65_536);

/**
 * Connects to public addresses only, and to those of `allowedHosts` (`host:port`). Every address a name resolves to is
 * checked, and the connection goes to one of those checked, so that a name that changes its mind gains nothing.
 */
export function createGuardedConnector({
  allowedHosts,
  connectTimeoutMs,
  tls = null,
  isHttp2 = false,
  resolve = lookup,
}: GuardedConnectOptions): Connect {
  const options = {
    timeout: connectTimeoutMs,
    allowH2: isHttp2,
    preferH2: isHttp2,
    keepAlive: true,
    // Whatever the environment says: an upstream that cannot prove who it is gets nothing.
    rejectUnauthorized: true,
    ...(tls && { secureContext: tls.context }),
    ...(tls?.serverName && { servername: tls.serverName }),
  };
  const unguarded = { ...options, lookup: resolve };
  const guarded = { ...options, lookup: guardedLookup(resolve) };
  const open = buildConnector(unguarded);
  const openGuarded = buildConnector(guarded);
  return (target, callback, onRead) => {
    const port = target.port || (target.protocol === 'https:' ? '443' : '80');
    const hostname = target.hostname.replace(/^\[|\]$/g, '');
    const isAllowed = allowedHosts.has(`${hostname}:${port}`);
    if (!isAllowed && isIP(hostname) !== 0 && isPrivateAddress(hostname)) {
      callback(new ForbiddenAddress(`${hostname} is not a public address`), null as never);
      return;
    }
    // Sessions are resumed between connections of one connector; those in plain text have none.
    const connect =
      onRead && target.protocol === 'http:'
        ? buildConnector({
            ...(isAllowed ? unguarded : guarded),
            onread: { buffer: readBuffer, callback: onRead },
          })
        : isAllowed
          ? open
          : openGuarded;
    connect({ ...target, hostname }, callback);
  };
}

function guardedLookup(resolve: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, answer) => {
      if (error) return callback(error, '', 0);
      const found = answer as LookupAddress[];
      const bad = found.find(({ address }) => isPrivateAddress(address));
      if (bad || found.length === 0) {
        return callback(new ForbiddenAddress(`${hostname} is at ${bad?.address ?? 'no address'}`), '', 0);
      }
      if (options.all) return callback(null, found);
      const [first] = found;
      callback(null, first?.address ?? '', first?.family);
    });
  };
}
