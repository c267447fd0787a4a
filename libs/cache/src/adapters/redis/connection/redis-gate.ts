import { CacheError, storeFailed } from '../../../errors.ts';
import type { StoreHealth } from '../../../ports/store-events.ts';
import { AnswerDeadlines } from './answer-deadlines.ts';
import { describeRedisError } from './describe-redis-error.ts';
import { pingRedis } from './ping-redis.ts';
import { type Breaker, createBreaker } from './redis-breaker.ts';
import type { RedisClient } from './redis-connection.ts';
import { RedisLine } from './redis-line.ts';
import { isRefusal, isReply } from './redis-replies.ts';
import { sendTogether } from './send-together.ts';

/** For so long after a refusal health says so; commands go on being sent, since Redis turns them back by itself. */
const refusalMilliseconds = 5000;

export interface RedisGateOptions {
  commandTimeoutMilliseconds: number;
  timeoutsToOpen: number;
  random: () => number;
  onHealth(health: StoreHealth): void;
}

/**
 * Lets commands through to Redis, and turns them back at once while it is known to be away.
 *
 * starting → a command waits for the first connection, within its timeout
 * open     → a command is sent; some in a row that go unanswered make the gate shut
 * shut     → nothing is sent but PINGs from here; one that is answered in time opens the gate
 * lost     → nothing is sent until ioredis is ready again
 */
export class RedisGate {
  readonly #line: RedisLine;
  readonly #breaker: Breaker;
  readonly #options: RedisGateOptions;
  readonly #holdTogether: () => void;
  readonly #deadlines: AnswerDeadlines;
  #starting: Promise<void> | undefined;
  #endStart: () => void = () => undefined;
  #refusal: { words: string; timer: NodeJS.Timeout } | undefined;
  #isClosed = false;
  /** `isAvailable` is undefined until the first connection is made, or has failed. */
  #told: { isAvailable: boolean | undefined; since: number } = { isAvailable: undefined, since: Date.now() };

  constructor(client: RedisClient, options: RedisGateOptions) {
    this.#options = options;
    this.#holdTogether = sendTogether(client);
    this.#deadlines = new AnswerDeadlines(options.commandTimeoutMilliseconds);
    this.#line = new RedisLine(client, {
      onReady: () => this.#lineChanged(),
      onLost: () => this.#lineChanged(),
    });
    this.#breaker = createBreaker({
      ...options,
      ping: () => pingRedis(client),
      isReady: () => this.#line.isReady,
      renew: () => this.#line.renew(),
      onChange: () => this.#tellHealth(),
    });
    if (this.#line.isReady) this.#told.isAvailable = true;
    else this.#awaitStart();
  }

  get health(): StoreHealth {
    const reason = this.#trouble();
    const { since } = this.#told;
    return reason === undefined ? { isAvailable: true, since } : { isAvailable: false, reason, since };
  }

  /** See `RedisConnection.run`. */
  run<Answer>(command: (client: RedisClient) => Promise<Answer>): Promise<Answer> {
    if (this.#starting) {
      const start = this.#starting;
      return this.#send(() =>
        start.then(() => (this.#away() ? Promise.reject(this.#turnedBack()) : command(this.#line.client))),
      );
    }
    return this.#away() ? Promise.reject(this.#turnedBack()) : this.#send(command);
  }

  /** Nobody is told: it is no fault. */
  close(): Promise<void> {
    this.#isClosed = true;
    this.#breaker.close();
    clearTimeout(this.#refusal?.timer);
    this.#refusal = undefined;
    this.#endStart();
    return this.#line.close();
  }

  #send<Answer>(command: (client: RedisClient) => Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const round = this.#breaker.round;
      const awaited = this.#deadlines.begin((isFirst) => {
        // One moment counts once. In a Cluster the other nodes' answers come in between, so there each command counts.
        if (isFirst || 'nodes' in this.#line.client) this.#breaker.countTimeout(round);
        const limit = `${this.#options.commandTimeoutMilliseconds} ms`;
        reject(failure(`Redis didn't answer within ${limit}`));
      });
      this.#holdTogether();
      let answer: Promise<Answer>;
      try {
        answer = command(this.#line.client);
      } catch (error) {
        answer = Promise.reject(error);
      }
      // What comes too late is counted, and that is all.
      answer.then(
        (value) => {
          this.#breaker.countAnswer(!this.#deadlines.end(awaited));
          resolve(value);
        },
        (error: unknown) => {
          const isLate = !this.#deadlines.end(awaited);
          if (isReply(error)) this.#countErrorReply(error, isLate);
          reject(toStoreFailed(error));
        },
      );
    });
  }

  #away(): boolean {
    return this.#breaker.isOpen || !this.#line.isReady;
  }

  #turnedBack(): CacheError {
    return failure(this.#trouble() ?? 'Redis is away');
  }

  #trouble(): string | undefined {
    if (!this.#line.isReady) return this.#line.trouble;
    return this.#breaker.trouble ?? this.#refusal?.words;
  }

  #countErrorReply(error: Error, isLate: boolean): void {
    this.#breaker.countAnswer(isLate);
    if (!isRefusal(error) || !this.#line.isReady) return;
    clearTimeout(this.#refusal?.timer);
    const timer = setTimeout(() => {
      this.#refusal = undefined;
      this.#tellHealth();
    }, refusalMilliseconds).unref();
    this.#refusal = { words: describeRedisError(error), timer };
    this.#tellHealth();
  }

  #lineChanged(): void {
    this.#endStart();
    this.#breaker.lineChanged();
    this.#tellHealth();
  }

  #awaitStart(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    const limit = setTimeout(() => this.#endStart(), this.#options.commandTimeoutMilliseconds);
    this.#starting = promise;
    this.#endStart = () => {
      clearTimeout(limit);
      this.#starting = undefined;
      resolve();
    };
  }

  #tellHealth(): void {
    const isAvailable = this.#trouble() === undefined;
    if (this.#isClosed || isAvailable === this.#told.isAvailable) return;
    this.#told = { isAvailable, since: Date.now() };
    this.#options.onHealth(this.health);
  }
}

function toStoreFailed(error: unknown): CacheError {
  if (error instanceof CacheError) return error;
  return failure(describeRedisError(error), {
    cause: error,
    isRetryable: !isReply(error) || isRefusal(error),
  });
}

const failure = (reason: string, options: { isRetryable?: boolean; cause?: unknown } = {}): CacheError =>
  storeFailed(`The cache's store failed: ${reason}.`, options);
