import { once } from 'node:events';

import { createCache } from '@la-factoria/cache';
import { connectToRedis, createRedisCacheStore } from '@la-factoria/cache/redis';

import type { CallerNews, CallerOrder, CallerSettings } from './caller-messages.ts';

const { url, key, callers, leaseSeconds }: CallerSettings = JSON.parse(process.argv[2] ?? '');
// Generous, since five processes share two cores with other tests.
const connection = connectToRedis({ url, commandTimeoutMilliseconds: 5000 });
const cache = createCache({ store: createRedisCacheStore({ connection, leaseSeconds }) });
const tell = (news: CallerNews) => process.send?.(news);

const told = Promise.withResolvers<CallerOrder>();

/** Takes as long as the test wants. */
const compute = async (): Promise<string> => {
  tell({ type: 'computing' });
  if ((await told.promise) === 'return') return `by ${process.pid}`;
  throw Object.assign(new RangeError('provider down'), { code: 'overloaded' });
};

const callOnce = () =>
  cache.getOrCompute(key, compute).then(
    ({ source, value }) => `${source} ${value}`,
    (error) => `${error.name} ${error.code} ${error.message}`,
  );

// The first command waits for the connection.
await connection.run((client) => client.ping());
tell({ type: 'ready' });
await once(process, 'message');
process.on('message', (order: CallerOrder) => told.resolve(order));

const calls = Promise.all(Array.from({ length: callers }, callOnce));
// Redis answers in order: after a few rounds it has seen the look for the value and the claim behind it, also when the
// claim's script had to be sent once more in full.
for (let round = 0; round < 8; round += 1) await connection.run((client) => client.ping());
tell({ type: 'called' });

const answers = await calls;
const outcomes: Record<string, number> = {};
for (const answer of answers) outcomes[answer] = (outcomes[answer] ?? 0) + 1;
tell({ type: 'answered', outcomes, at: Date.now() });
await cache.close();
process.disconnect?.();
