import type { CacheEntry, CacheStore } from '../../ports/cache-store.ts';
import type { ChangeFeed } from '../../ports/change-feed.ts';
import type { StoreEvent } from '../../ports/store-events.ts';
import { Listeners } from '../listeners.ts';
import { newStamp } from '../../value/new-entry.ts';
import { type ChangeMessage, writeChangeMessage } from './changes/change-message.ts';
import { subscribeToChanges } from './changes/change-subscription.ts';
import { KeyWaiters } from './claims/key-waiters.ts';
import { type RedisCacheStoreOptions, redisCacheStoreSettings } from './redis-cache-store-options.ts';
import { RedisChangeFeed } from './changes/redis-change-feed.ts';
import { RedisClaims } from './claims/redis-claims.ts';
import { RedisEntries } from './redis-entries.ts';
import { createRedisGenerations } from './generations/redis-generations.ts';
import { RedisLocks } from './claims/redis-locks.ts';
import { createRedisNames, namespaceOf } from './redis-names.ts';
import { deleteScript, setScript } from './redis-scripts.ts';
import { createRunScript } from './run-script.ts';

export type { RedisCacheStoreOptions };

/** A store that processes share. Its `delete` and `deleteNamespace` reject when Redis couldn't be told. */
export interface RedisCacheStore extends CacheStore {
  claim: NonNullable<CacheStore['claim']>;
  health: NonNullable<CacheStore['health']>;
  close: NonNullable<CacheStore['close']>;
  /** What others store and delete. */
  readonly changes: ChangeFeed;
}

/**
 * A store in Redis, standalone or a Cluster. Every operation rejects with `store-failed` when Redis can't do it, as soon
 * as the connection knows.
 * @throws {CacheError} `options-invalid`, with the value
 */
export function createRedisCacheStore(options: RedisCacheStoreOptions): RedisCacheStore {
  const settings = redisCacheStoreSettings(options);
  const { connection, clock } = settings;
  const leaseMilliseconds = Math.round(settings.leaseSeconds * 1000);
  const pollMilliseconds = settings.pollSeconds * 1000;
  const names = createRedisNames(settings.keyPrefix);
  const runScript = createRunScript(connection);
  const origin = newStamp();
  const write = (message: ChangeMessage) => writeChangeMessage(origin, message);
  const publish = (message: ChangeMessage) =>
    connection.run((client) => client.publish(names.channel, write(message)));

  const listeners = new Listeners<StoreEvent>();
  const tell = (event: StoreEvent) => listeners.tell(event);
  const entries = new RedisEntries({ ...settings, names, tell });
  const { generations, deleteNamespace } = createRedisGenerations({ runScript, names, write, clock });
  const locks = new RedisLocks({ runScript, names, write, leaseMilliseconds });
  const waiters = new KeyWaiters();
  const parts = { locks, entries, generations, waiters };
  const claims = new RedisClaims({ ...parts, leaseMilliseconds, pollMilliseconds });
  connection.watch((event) => {
    if (event.type === 'availability' && event.health.isAvailable) claims.retryLeaving();
  });

  const feed = new RedisChangeFeed({
    ...{ origin, heartbeatMilliseconds: settings.heartbeatSeconds * 1000 },
    beat: () => publish({ type: 'heartbeat' }),
    renewLine: () => subscription.renew(),
  });
  const subscription = subscribeToChanges(connection.subscriber, names.channel, {
    onMessage(message, from) {
      if (message.type === 'namespace-deleted') generations.forget(message.namespace);
      if ('key' in message) waiters.wake(message.key);
      feed.hear(message, from);
    },
    onSubscribed: () => feed.subscribed(),
    onLost: () => feed.lost(),
  });

  const forget = async (key: string): Promise<void> => {
    await connection.run((client) => client.unlink(names.value(key)));
    await publish({ type: 'deleted', key });
  };

  return {
    get: (key) => entries.read(key, generations.read(namespaceOf(key))),

    async set(key, entry) {
      const generation = await generations.read(namespaceOf(key));
      const began = beginningOf(entry);
      if (generation.deletedAt > began) return false;
      const sealed = await entries.seal(key, entry, generation);
      if (sealed === undefined) return forget(key);
      const told = [names.channel, write({ type: 'stored', key, stamp: entry.stamp })];
      const values = [sealed.sealed, sealed.lifeMilliseconds, began, ...told];
      const isStored = (await runScript(setScript, [names.value(key), names.lock(key)], values)) === 1;
      if (!isStored) return false;
      entries.tellWritten(key, sealed);
    },

    async delete(key) {
      const deletedAt = Math.max(0, Math.floor(clock()));
      const told = [names.channel, write({ type: 'deleted', key })];
      const values = [deletedAt, locks.rememberedMilliseconds, ...told];
      await runScript(deleteScript, [names.value(key), names.lock(key)], values);
    },

    deleteNamespace,
    claim: (key, claimOptions) => claims.claim(key, claimOptions),
    changes: feed,

    watch(listener) {
      listeners.add(listener);
      connection.watch(listener);
    },

    health: () => connection.health,
    bytes: 0,

    async close() {
      claims.close();
      feed.stop();
      subscription.close();
      await connection.close();
      // Those who wait ask once more, and are told that the connection is closed.
      waiters.wakeAll();
    },
  };
}

/** By the clock of the process that computed it. What was deleted since must not come back. */
const beginningOf = ({ storedAt, computeMilliseconds }: CacheEntry): number =>
  Math.floor(storedAt - computeMilliseconds);
