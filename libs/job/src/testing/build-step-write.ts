import type { StepWrite } from '../ports/job-store.ts';

/** A step as a worker writes it: one that has just begun. */
export function buildStepWrite(overrides: Partial<StepWrite> = {}): StepWrite {
  return {
    name: 'outline',
    status: 'processing',
    progress: 0,
    attempt: 1,
    usage: {},
    startedAt: Date.UTC(2026, 0, 1),
    ...overrides,
  };
}
