import type { Job, Part } from '../api/job.ts';
import { printable } from '../printable.ts';
import { progressLinesOf } from './progress-line.ts';

/** A part's own progress is told at these steps, so that a long podcast doesn't fill a log. */
const toldSteps = 4;

/** What has changed between two states of a job, a line each, for output that is not a terminal. */
export function describeChanges(before: Job | undefined, now: Job): string[] {
  const lines = progressLinesOf(now).flatMap(({ label, part }) => {
    const earlier = before && progressLinesOf(before).find((line) => line.label === label)?.part;
    const told = describePart(part);
    // A part that still waits is no news.
    const isNews = told !== (earlier === undefined ? 'pending' : describePart(earlier));
    return isNews ? [`${label}: ${told}`] : [];
  });
  const { completed, total } = now.progress;
  return lines.map((line) => `[${completed}/${total}] ${line}`);
}

function describePart({ status, progress, error }: Part): string {
  if (status === 'failed' && error !== undefined) return `failed: ${printable(error.message)}`;
  const step = Math.floor((progress ?? 0) * toldSteps);
  return status === 'processing' && step > 0 ? `processing, ${(step * 100) / toldSteps} %` : status;
}
