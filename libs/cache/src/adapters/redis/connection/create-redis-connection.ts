import { CacheError } from '../../../errors.ts';
import type { StoreEvent } from '../../../ports/store-events.ts';
import { Listeners } from '../../listeners.ts';
import type { RedisClient, RedisConnection } from './redis-connection.ts';
import { RedisGate } from './redis-gate.ts';
import { RedisLine } from './redis-line.ts';
import { startHeartbeat } from './redis-heartbeat.ts';

export interface RedisConnectionOptions {
  /**
   * Sends commands. Its offline queue must be off, so that nothing is sent that nobody waits for any more: see
   * `connectToRedis`, which makes one that fits. Closed by the connection.
   */
  commands: RedisClient;
  /** A second client, for subscriptions only. Closed by the connection. */
  subscriber: RedisClient;
  /** How long a command may take before it is given up. @default 40 */
  commandTimeoutMilliseconds?: number;
  /** So many timeouts in a row, and commands are turned back at once until Redis answers a PING. @default 2 */
  timeoutsToOpen?: number;
  /** Between 0 and 1, for what should not happen everywhere at once. @default Math.random */
  random?: () => number;
}

/**
 * A connection over two clients of ioredis, or of ioredis-mock.
 * @throws {CacheError} `options-invalid` for a timeout or a count that can't be
 */
export function createRedisConnection(options: RedisConnectionOptions): RedisConnection {
  const { commands, subscriber, random = Math.random } = options;
  const { commandTimeoutMilliseconds = 40, timeoutsToOpen = 2 } = options;
  requirePositive('commandTimeoutMilliseconds', commandTimeoutMilliseconds);
  requirePositive('timeoutsToOpen', timeoutsToOpen);
  const listeners = new Listeners<StoreEvent>();
  const gate = new RedisGate(commands, {
    ...{ commandTimeoutMilliseconds, timeoutsToOpen, random },
    onHealth: (health) => listeners.tell({ type: 'availability', store: 'redis', health }),
  });
  const line = new RedisLine(subscriber, {});
  const stopHeartbeat = startHeartbeat(line);

  return {
    run: (command) => gate.run(command),
    subscriber,
    get health() {
      return gate.health;
    },
    watch: (listener) => void listeners.add(listener),
    async close() {
      stopHeartbeat();
      await Promise.all([gate.close(), line.close()]);
    },
  };
}

function requirePositive(name: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new CacheError('options-invalid', `${name} must be a number above 0, not ${value}.`);
}
