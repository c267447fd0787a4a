import type { RedisClient } from './redis-connection.ts';
import { isReply } from './redis-replies.ts';

/**
 * Whether Redis answered, if only with an error. Of a Cluster: whether no master is silent; one that is down and says so
 * keeps nobody waiting.
 */
export async function pingRedis(client: RedisClient): Promise<boolean> {
  const nodes = 'nodes' in client ? client.nodes('master') : [client];
  const answers = await Promise.allSettled(nodes.map((node) => node.ping()));
  return answers.some((answer) => answer.status === 'fulfilled' || isReply(answer.reason));
}
