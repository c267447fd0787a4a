import type { GrpcStatusName } from '../../adapters/grpc-status.ts';

export interface CallFault {
  /** The method of the API. @default 'CreateTask' */
  method?: string;
  /** How many calls of it. @default 1 */
  times?: number;
  /** What the call ends with; `never` leaves it without an end, as a network does that swallows it. */
  status: GrpcStatusName | 'never';
  /** The error's text. */
  details?: string;
  /** The call takes effect before it fails: the caller doesn't learn that its task was stored. @default false */
  isEffective?: boolean;
}

/** What is to go wrong. */
export function createFaults() {
  const callFaults: { method: string; left: number; fault: CallFault }[] = [];
  let answersToDrop = 0;

  return {
    failCalls(fault: CallFault): void {
      callFaults.push({ method: fault.method ?? 'CreateTask', left: fault.times ?? 1, fault });
    },
    /** What the call of this method that is just being made has to suffer. */
    takeCallFault(method: string): CallFault | undefined {
      const found = callFaults.find((planned) => planned.method === method && planned.left > 0);
      if (found) found.left -= 1;
      return found?.fault;
    },
    dropAnswers(times: number): void {
      answersToDrop += times;
    },
    /** Whether the answer that has just come is to be lost. */
    takeDroppedAnswer(): boolean {
      if (answersToDrop === 0) return false;
      answersToDrop -= 1;
      return true;
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;
