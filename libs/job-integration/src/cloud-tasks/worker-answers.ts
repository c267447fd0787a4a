import type { HandleTask, WorkerAnswer } from './start-task-worker.ts';

/** Answers in this order, and for good with the last. */
export function answering(...answers: (WorkerAnswer | 'died')[]): HandleTask {
  let count = 0;
  return async () => answers[Math.min(count++, answers.length - 1)] ?? { status: 204 };
}

/** Holds every request until it is let go, in the order they came. */
export function holding() {
  const held: (() => void)[] = [];
  const handle: HandleTask = () => new Promise((resolve) => held.push(() => resolve({ status: 204 })));
  return { handle, release: () => held.shift()?.() };
}
