import type { Cluster } from 'ioredis';

/**
 * Connects to all masters of a Cluster that is ready. ioredis does so at the first command for a node, and, with its
 * offline queue off, turns back those that come before it is done. A node that doesn't answer holds it up for a second.
 */
export async function connectClusterNodes(cluster: Cluster): Promise<void> {
  const idle = cluster.nodes('master').filter((node) => node.status === 'wait');
  const { promise: isLate, resolve } = Promise.withResolvers<void>();
  const limit = setTimeout(resolve, 1000).unref();
  await Promise.race([Promise.allSettled(idle.map((node) => node.connect())), isLate]);
  clearTimeout(limit);
}
