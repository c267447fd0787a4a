import type { Clock } from '../../ports/clock.ts';
import { attemptStatus } from './attempt-status.ts';
import { createDispatchBucket, type DispatchBucket } from './dispatch-bucket.ts';
import type { Faults } from './faults.ts';
import { timeOf } from './proto-time.ts';
import type { QueueRegistry, StoredQueue } from './queue-registry.ts';
import { parentOf } from './resource-names.ts';
import { isExhausted, retryDelayMilliseconds } from './retry-schedule.ts';
import { type SendOutcome, sendRequest } from './send-request.ts';
import type { StoredTask } from './stored-task.ts';
import { taskHeaders } from './task-headers.ts';
import type { TokenSigner } from './token-signer.ts';

/** One request to a worker. */
export interface Dispatch {
  readonly taskName: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** A delivery of the same attempt once more: see `redeliver` and `deliversTwice`. */
  readonly isRepetition: boolean;
  /** The worker's answer, absent as long as there is none. */
  status?: number;
  /** Why there will be none, or why the server didn't get it. */
  failure?: 'DEADLINE_EXCEEDED' | 'UNAVAILABLE';
}

export interface DispatcherDependencies {
  clock: Clock;
  registry: QueueRegistry;
  signer: TokenSigner;
  faults: Faults;
  deliversTwice: boolean;
}

/** Timers can't be set to more than 24 days; whoever wakes too early looks again. */
const maxTimerMilliseconds = 24 * 3_600_000;

/** Sends each task to its worker when it is due and the queue has room, and again until that answers with 2xx. */
export function createDispatcher({ clock, registry, signer, faults, deliversTwice }: DispatcherDependencies) {
  const dispatches: Dispatch[] = [];
  const running = new Set<Promise<unknown>>();
  const buckets = new WeakMap<StoredQueue, DispatchBucket>();
  const timers = new Map<string, () => void>();
  const stopping = new AbortController();

  function tracked<Result>(work: Promise<Result>): Promise<Result> {
    running.add(work);
    void work.finally(() => running.delete(work));
    return work;
  }

  async function send(task: StoredTask, headers: Record<string, string>, isRepetition: boolean) {
    const dispatch: Dispatch = { taskName: task.name, headers, at: clock.now(), isRepetition };
    dispatches.push(dispatch);
    const outcome: SendOutcome = await sendRequest(clock, {
      ...{ url: task.url, method: task.method, headers, body: task.body, signal: stopping.signal },
      deadlineMilliseconds: task.dispatchDeadlineMilliseconds,
    });
    if ('failure' in outcome) dispatch.failure = outcome.failure;
    else dispatch.status = outcome.status;
    const isLost = 'status' in outcome && !isRepetition && faults.takeDroppedAnswer();
    if (isLost) dispatch.failure = 'UNAVAILABLE';
    return { dispatch, outcome: isLost ? ({ failure: 'UNAVAILABLE' } as const) : outcome };
  }

  function headersOf(task: StoredTask): Record<string, string> {
    return taskHeaders(task, task.oidcToken && signer.sign(task.oidcToken));
  }

  /** @param isForced by RunTask: the time to the next attempt then counts from its start. */
  function attempt(queue: StoredQueue, task: StoredTask, isForced = false): void {
    const startedAt = clock.now();
    const headers = headersOf(task);
    task.dispatches += 1;
    task.underWay += 1;
    task.firstDispatchedAt ??= startedAt;
    task.lastAttempt = { scheduleTime: timeOf(task.scheduledAt), dispatchTime: timeOf(startedAt) };
    if (deliversTwice) void tracked(send(task, headers, true));
    void tracked(
      send(task, headers, false).then(({ outcome }) => {
        note(task, outcome);
        settle(queue, task, outcome, isForced ? startedAt : clock.now());
        pump(queue);
      }),
    );
  }

  function note(task: StoredTask, outcome: SendOutcome): void {
    const responseStatus = attemptStatus(outcome);
    task.underWay -= 1;
    task.retryReason = responseStatus.message;
    task.previousStatus = 'status' in outcome ? outcome.status : undefined;
    task.lastAttempt = { ...task.lastAttempt, responseStatus };
    if ('failure' in outcome) return;
    task.lastAttempt.responseTime = timeOf(clock.now());
    task.responses += 1;
    if (outcome.status < 500) task.executions += 1;
  }

  function settle(queue: StoredQueue, task: StoredTask, outcome: SendOutcome, from: number): void {
    const isDone = 'status' in outcome && outcome.status >= 200 && outcome.status < 300;
    const failed = {
      attempts: task.dispatches,
      millisecondsSinceFirst: clock.now() - (task.firstDispatchedAt ?? 0),
    };
    if (isDone || isExhausted(failed, queue.settings)) return registry.removeTask(task);
    const isDelayAsked = 'status' in outcome && (outcome.status === 429 || outcome.status === 503);
    const askedMilliseconds = isDelayAsked ? (outcome.retryAfterSeconds ?? 0) * 1000 : 0;
    const delay = Math.max(askedMilliseconds, retryDelayMilliseconds(task.dispatches, queue.settings));
    task.scheduledAt = from + delay;
  }

  function wakeLater(queue: StoredQueue, milliseconds: number): void {
    const action = () => pump(queue);
    timers.set(queue.name, clock.after(Math.min(maxTimerMilliseconds, milliseconds), action));
  }

  /** Dispatches all that is due and there is room for, and sets the timer for what comes next. */
  function pump(queue: StoredQueue): void {
    timers.get(queue.name)?.();
    if (stopping.signal.aborted || queue.isPaused) return;
    for (;;) {
      const tasks = [...queue.tasks.values()];
      const [next] = tasks
        .filter(({ underWay }) => underWay === 0)
        .sort((a, b) => a.scheduledAt - b.scheduledAt);
      if (!next) return;
      if (next.scheduledAt > clock.now()) return wakeLater(queue, next.scheduledAt - clock.now());
      const underWay = tasks.filter((task) => task.underWay > 0).length;
      if (underWay >= queue.settings.maxConcurrentDispatches) return;
      const bucket = bucketOf(queue);
      if (!bucket.take()) return wakeLater(queue, bucket.millisecondsToNext());
      attempt(queue, next);
    }
  }

  function bucketOf(queue: StoredQueue): DispatchBucket {
    const bucket = buckets.get(queue) ?? createDispatchBucket(clock, () => queue.settings);
    buckets.set(queue, bucket);
    return bucket;
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.allSettled(running);
  }

  return {
    dispatches,
    pump,
    idle,
    underWay: () => running.size,
    /** At once, whatever the queue's state and limits. */
    run: (task: StoredTask): void => attempt(registry.findQueue(parentOf(task.name)), task, true),
    /** Sends the attempt before once more, be the task done or not; whatever is answered changes nothing. */
    async redeliver(task: StoredTask): Promise<Dispatch> {
      const last = dispatches.findLast(({ taskName }) => taskName === task.name);
      return (await tracked(send(task, last?.headers ?? headersOf(task), true))).dispatch;
    },
    async stop(): Promise<void> {
      stopping.abort();
      for (const cancel of timers.values()) cancel();
      await idle();
    },
  };
}

export type Dispatcher = ReturnType<typeof createDispatcher>;
