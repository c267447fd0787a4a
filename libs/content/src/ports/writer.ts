import type { MaterialKind } from '../materials/material-kinds.ts';
import type { Materials, Outline } from '../materials/schemas.ts';
import type { Source } from '../source.ts';
import type { Budget } from './budget.ts';
import type { CallUsage } from './text-model.ts';

/** How fast the voices speak that will read the script: plain data, so that it can be part of a cache key. */
export interface SpeakingRate {
  charactersPerSecond: number;
  /** Silence between two turns, in seconds. */
  pauseSeconds: number;
}

export interface WritingOptions {
  /** For whom, in the writer's words: a model can use it, the extractive writer leaves it. */
  audience?: string;
  level?: 'beginner' | 'intermediate' | 'advanced';
  /** Length of the podcast, in minutes. @default what the source supports, at most 12 */
  targetMinutes?: number;
  /** @default 15 characters a second, 0.4 s of pause */
  speakingRate?: SpeakingRate;
  /** What the calls of this writing may cost. @default no limit */
  budget?: Budget | undefined;
  /** Told of each call of a model, as soon as it is answered, even if the answer is of no use. */
  onUsage?: ((usage: CallUsage) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** The options that shape what is written, as plain data: what a cache key or a thread can hold. */
export type ShapingOptions = Omit<WritingOptions, 'budget' | 'onUsage' | 'signal'>;

export type DerivedKind = Exclude<MaterialKind, 'outline'>;

/** Writes materials from a source. Every adapter returns what the schema of the kind allows, save what a short source can't fill. */
export interface Writer {
  /** What `generator` says in each material, and part of every cache key, with the version of rules or prompts. */
  readonly generator: string;
  readonly version: string;
  outline(source: Source, options: WritingOptions): Promise<Outline>;
  material<Kind extends DerivedKind>(
    kind: Kind,
    source: Source,
    outline: Outline,
    options: WritingOptions,
  ): Promise<Materials[Kind]>;
}
