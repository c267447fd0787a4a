import { type Transferable, Worker } from 'node:worker_threads';

import { AudioError, type AudioErrorCode, aborted } from '../errors.ts';

/** What a worker posts for each request, in order, one at a time. Without a code the error is the pool's `failure`. */
export type ThreadAnswer<Value> =
  { value: Value } | { error: string; code?: AudioErrorCode; isRetryable?: boolean };

export interface ThreadPool<Request, Value> {
  /** What `transfer` names is the thread's afterwards, not copied. */
  run(request: Request, signal?: AbortSignal, transfer?: Transferable[]): Promise<Value>;
  close(): Promise<void>;
}

interface Task<Request, Value> {
  request: Request;
  transfer: Transferable[];
  resolve: (value: Value) => void;
  reject: (error: AudioError) => void;
}

/**
 * Not the program's own flags, of which some (`--input-type`) keep a thread from starting. Within these threads
 * alone, Node's remark that `node:wasi` is experimental is no news.
 */
const workerFlags = ['--disable-warning=ExperimentalWarning'];

/**
 * Runs requests in worker threads, at most `threads` at once, in the order in which they came. Threads start
 * when needed, don't keep the process alive while idle, and are thrown away and replaced when they crash, run
 * into the time limit or are aborted: WebAssembly can't be interrupted otherwise.
 */
export function createThreadPool<Request, Value>(options: {
  /** The worker's module. It answers each message with one ThreadAnswer. */
  worker: URL;
  threads: number;
  /** For one request, from when a thread takes it. */
  timeoutSeconds: number;
  /** The code of the (retryable) errors for a thread that breaks down. */
  failure: AudioErrorCode;
}): ThreadPool<Request, Value> {
  const failed = (message: string, cause?: unknown) =>
    new AudioError(options.failure, message, { isRetryable: true, cause });
  const toError = ({ error, code, isRetryable }: Exclude<ThreadAnswer<Value>, { value: Value }>) =>
    code === undefined
      ? failed(`The thread failed: ${error}`)
      : new AudioError(code, error, { isRetryable: isRetryable ?? false });
  const waiting: Task<Request, Value>[] = [];
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const running = new Map<Worker, { task: Task<Request, Value>; stop: (error: AudioError) => void }>();
  let isClosed = false;

  const discard = (worker: Worker): Promise<number> => {
    all.delete(worker);
    const index = idle.indexOf(worker);
    if (index >= 0) idle.splice(index, 1);
    return worker.terminate();
  };

  const start = (): Worker => {
    const worker = new Worker(options.worker, { execArgv: workerFlags });
    all.add(worker);
    // While it is idle, too: an unheard 'error' event would take the process down.
    worker.on('error', (error) => lose(worker, failed(`A thread crashed: ${String(error)}`, error)));
    worker.on('exit', (code) => lose(worker, failed(`A thread ended with ${code}`)));
    return worker;
  };

  const lose = (worker: Worker, error: AudioError) => {
    if (!all.has(worker)) return;
    void discard(worker);
    running.get(worker)?.stop(error);
  };

  const give = (worker: Worker, task: Task<Request, Value>) => {
    const settle = (isReusable: boolean, finish: () => void) => {
      clearTimeout(timer);
      worker.removeAllListeners('message');
      running.delete(worker);
      if (isReusable) {
        worker.unref();
        idle.push(worker);
      } else void discard(worker);
      finish();
      next();
    };
    const stop = (error: AudioError) => settle(false, () => task.reject(error));
    const timer = setTimeout(
      () => stop(failed(`A thread took longer than ${options.timeoutSeconds} s`)),
      1000 * options.timeoutSeconds,
    );
    running.set(worker, { task, stop });
    worker.once('message', (answer: ThreadAnswer<Value>) =>
      settle(true, () => ('value' in answer ? task.resolve(answer.value) : task.reject(toError(answer)))),
    );
    worker.ref();
    worker.postMessage(task.request, task.transfer);
  };

  const next = () => {
    while (!isClosed && waiting.length > 0 && (idle.length > 0 || all.size < options.threads)) {
      const task = waiting.shift();
      if (task !== undefined) give(idle.pop() ?? start(), task);
    }
  };

  const cancel = (task: Task<Request, Value>, error: AudioError) => {
    const index = waiting.indexOf(task);
    if (index >= 0) {
      waiting.splice(index, 1);
      task.reject(error);
    }
    for (const run of [...running.values()]) if (run.task === task) run.stop(error);
  };

  return {
    async run(request, signal, transfer = []) {
      if (isClosed) throw failed('Closed');
      if (signal?.aborted) throw aborted(signal);
      let onAbort = () => {};
      try {
        return await new Promise<Value>((resolve, reject) => {
          const task = { request, transfer, resolve, reject };
          onAbort = () => signal && cancel(task, aborted(signal));
          signal?.addEventListener('abort', onAbort, { once: true });
          waiting.push(task);
          next();
        });
      } finally {
        signal?.removeEventListener('abort', onAbort);
      }
    },
    async close() {
      isClosed = true;
      const threads = [...all];
      for (const task of waiting.splice(0)) task.reject(failed('Closed'));
      for (const { stop } of [...running.values()]) stop(failed('Closed'));
      await Promise.all(threads.map((worker) => discard(worker)));
    },
  };
}
