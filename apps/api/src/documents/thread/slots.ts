import { aborted } from '../document-error.ts';

export interface Slots {
  /**
   * Waits for one of the slots, in order, and resolves with what gives it back.
   * @throws DocumentError `document-aborted`
   */
  take(signal: AbortSignal): Promise<() => void>;
}

export function createSlots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];
  const giveBack = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return {
    take: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(aborted('The reading was aborted.', signal.reason));
          return;
        }
        if (free > 0) {
          free -= 1;
          resolve(giveBack);
          return;
        }
        const onAbort = () => {
          waiting.splice(waiting.indexOf(start), 1);
          reject(aborted('The reading was aborted.', signal.reason));
        };
        const start = () => {
          signal.removeEventListener('abort', onAbort);
          resolve(giveBack);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        waiting.push(start);
      }),
  };
}
