import { createPacer, type PacerLimits, type Turn } from '../limits/create-pacer.ts';
import { createManualClock } from './manual-clock.ts';
import { watchPromise } from './watch-promise.ts';

/** A pacer, and what was let go: each turn with its name and its time in seconds. */
export function openPacer(limits: PacerLimits = {}) {
  const clock = createManualClock(0);
  const pacer = createPacer({ ...limits, clock });
  const gone: { name: string; second: number; turn: Turn }[] = [];

  async function enter(name: string, tokens: number, signal?: AbortSignal): Promise<void> {
    const turn = await pacer.enter(tokens, signal);
    gone.push({ name, second: clock.now() / 1000, turn });
  }

  return {
    ...{ clock, pacer },
    enter: (name: string, { tokens = 1, signal }: { tokens?: number; signal?: AbortSignal } = {}) =>
      watchPromise(enter(name, tokens, signal)),
    gone: () => gone.map(({ name, second }) => [name, second]),
    turn(name: string): Turn {
      const found = gone.find((one) => one.name === name);
      if (!found) throw new Error(`${name} was not let go.`);
      return found.turn;
    },
  };
}
