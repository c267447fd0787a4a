import type { RedisLine } from './redis-line.ts';

const beatMilliseconds = 1000;
const silenceMilliseconds = 2500;

/**
 * Asks a line for subscriptions once a second whether it is alive, and renews it after two and a half of silence: it
 * hears nothing when nothing changes, so that a half-open connection would go unnoticed, and changes with it.
 * @returns stops it
 */
export function startHeartbeat(line: RedisLine): () => void {
  const { client } = line;
  // A Cluster's PING goes to any node, and ioredis-mock is never silent.
  if (client.isCluster || client.status === undefined) return () => undefined;
  let heardAt = performance.now();
  let isSilent = false;
  const hear = () => {
    heardAt = performance.now();
    isSilent = false;
  };
  client.on('ready', hear);
  const timer = setInterval(() => {
    if (!line.isReady) return;
    if (!isSilent) {
      isSilent = true;
      heardAt = performance.now();
      client.ping().then(hear, hear);
    } else if (performance.now() - heardAt >= silenceMilliseconds) {
      hear();
      line.renew();
    }
  }, beatMilliseconds).unref();
  return () => clearInterval(timer);
}
