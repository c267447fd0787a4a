import type { GeminiCall } from '../gemini-call.ts';
import type { FaultPlan } from './fault.ts';
import type { FaultName } from './faults.ts';

/** A fault that was asked for. */
export interface PlannedFault {
  /** How many calls have met it. */
  readonly hits: number;
  /** Lets the calls go that `slow` holds, and those that would be held later. */
  release(): void;
  /** No further call meets it. */
  stop(): void;
}

export interface DueFault {
  plan: FaultPlan<FaultName>;
  released: Promise<void>;
}

/** What is to go wrong. Of several faults that fit a call, it meets the one that was asked for first. */
export function createFaultPlans() {
  const planned: { due: DueFault; left: number; hits: number }[] = [];

  const fits = ({ purpose, where }: FaultPlan, call: GeminiCall) =>
    (purpose === undefined || purpose === call.purpose) && (where === undefined || where(call));

  return {
    add(plan: FaultPlan<FaultName>): PlannedFault {
      const { promise: released, resolve: release } = Promise.withResolvers<void>();
      const entry = { due: { plan, released }, left: plan.times ?? 1, hits: 0 };
      planned.push(entry);
      return {
        get hits() {
          return entry.hits;
        },
        release,
        stop() {
          entry.left = 0;
        },
      };
    },

    /** The fault that this call meets. */
    take(call: GeminiCall): DueFault | undefined {
      const found = planned.find(({ due, left }) => left > 0 && fits(due.plan, call));
      if (!found) return undefined;
      found.left -= 1;
      found.hits += 1;
      return found.due;
    },
  };
}
