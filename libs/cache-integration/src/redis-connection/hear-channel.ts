import type { RedisConnection } from '@la-factoria/cache/redis';

/** All that comes over this channel, subscribed to now and at each new line, as whoever uses the subscriber must. */
export async function hearChannel({ subscriber }: RedisConnection, channel: string): Promise<string[]> {
  const heard: string[] = [];
  subscriber.on('message', (_channel, message) => heard.push(message));
  await subscriber.subscribe(channel);
  // When this line breaks, too, there is another `ready`.
  subscriber.on('ready', () => void subscriber.subscribe(channel).catch(() => undefined));
  return heard;
}
