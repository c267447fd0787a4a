import type { Job, Part } from '../api/job.ts';

/** One line of progress: a material, or the audio. */
export interface ProgressLine {
  label: string;
  part: Part;
}

/** The parts of a job in the order in which they are shown: the materials, then the audio. */
export function progressLinesOf(job: Job): ProgressLine[] {
  const lines = Object.entries(job.materials).map(([label, part]) => ({ label, part }));
  return job.audio === null ? lines : [...lines, { label: 'audio', part: job.audio }];
}
