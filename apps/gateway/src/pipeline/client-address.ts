const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The caller's address. Without trusted hops it is the peer of the connection; with n of them, the address that the
 * outermost of n proxies of ours saw: the n-th from the right of X-Forwarded-For.
 */
export function clientAddress(peer: string, forwardedFor: readonly string[], trustedHops: number): string {
  const own = peer.replace(MAPPED, '$1');
  if (trustedHops === 0) return own;
  const hops = forwardedFor.flatMap((value) => value.split(',')).map((value) => value.trim());
  return hops.at(-trustedHops)?.replace(MAPPED, '$1') || own;
}
