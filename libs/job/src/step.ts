import type { Failure } from './failure.ts';

export type StepStatus = 'processing' | 'completed' | 'failed';

/** What a step used of things that are counted or paid for: `{ calls: 1, characters: 1200 }`. Summed by name. */
export type Usage = Record<string, number>;

/** A step without its result. Times are milliseconds since 1970. */
export interface StepSummary {
  name: string;
  status: StepStatus;
  /** 0–1, as far as the step reports it. */
  progress: number;
  /** The attempt of the job in which it last ran. */
  attempt: number;
  usage: Usage;
  error?: Failure;
  startedAt: number;
  finishedAt?: number;
}

export function sumUsage(steps: readonly Pick<StepSummary, 'usage'>[]): Usage {
  const total: Usage = {};
  for (const { usage } of steps) {
    for (const [name, amount] of Object.entries(usage)) total[name] = (total[name] ?? 0) + amount;
  }
  return total;
}
