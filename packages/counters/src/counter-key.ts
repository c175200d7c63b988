/**
 * The key of one window of one limit. Everything in braces is the Redis Cluster hash tag, so that a counter
 * stays on one node. Lengths before each part keep `a:b`+`c` and `a`+`b:c` apart.
 */
export function counterKey(
  subscriptionId: string,
  environment: string,
  limitName: string,
  windowStartMs: number,
): string {
  const parts = `${subscriptionId.length}:${subscriptionId}:${environment}:${limitName.length}:${limitName}`;
  return `tollgate:count:{${parts}:${windowStartMs}}`;
}
