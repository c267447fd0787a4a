import { aborted } from '../errors.ts';

export interface WaitingLine {
  /** Resolves, in order of arrival, when there is a place, with what gives it up. Rejects when the signal is aborted. */
  enter(signal?: AbortSignal): Promise<() => void>;
  /** At least 1. Who is inside stays. */
  setPlaces(places: number): void;
  /** Refuses all who wait and all who come later. */
  close(error: Error): void;
}

interface Waiting {
  resolve: (leave: () => void) => void;
  reject: (error: Error) => void;
}

/** Lets so many in at once; the others wait. */
export function createWaitingLine(places: number): WaitingLine {
  const waiting: Waiting[] = [];
  let [most, inside] = [places, 0];
  let closed: Error | undefined;

  const next = () => {
    while (inside < most) {
      const first = waiting.shift();
      if (first === undefined) return;
      inside += 1;
      let hasLeft = false;
      first.resolve(() => {
        if (hasLeft) return;
        hasLeft = true;
        inside -= 1;
        next();
      });
    }
  };

  return {
    async enter(signal) {
      if (closed !== undefined) throw closed;
      if (signal?.aborted) throw aborted(signal);
      let onAbort = () => {};
      try {
        return await new Promise<() => void>((resolve, reject) => {
          const self = { resolve, reject };
          onAbort = () => {
            const index = waiting.indexOf(self);
            if (index < 0 || signal === undefined) return;
            waiting.splice(index, 1);
            reject(aborted(signal));
          };
          signal?.addEventListener('abort', onAbort, { once: true });
          waiting.push(self);
          next();
        });
      } finally {
        signal?.removeEventListener('abort', onAbort);
      }
    },
    setPlaces(wanted) {
      most = Math.max(1, wanted);
      next();
    },
    close(error) {
      closed = error;
      for (const { reject } of waiting.splice(0)) reject(error);
    },
  };
}
