import type { Run } from './runs.ts';

/** A part of the source that becomes one section of the materials: one or more sections of the source, or a share of one. */
export interface Chapter {
  title: string;
  runs: Run[];
}

export const charactersOf = (runs: Run[]): number =>
  runs.reduce((sum, run) => sum + run.sentences.reduce((total, { text }) => total + text.length + 1, 0), 0);
