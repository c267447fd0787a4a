import type { SpeakingRate } from '../ports/writer.ts';
import { defaultSpeakingRate, targetCharacters } from '../writing/podcast/script-length.ts';

/** What the length of an answer depends on. */
export interface AnswerFacts {
  /** Of the whole source, or of the part that notes are taken on. */
  sourceCharacters: number;
  /** In which the answer is written, BCP 47. */
  language: string;
  /** All turns together, as planned. @default what the extractive writer would plan by `targetMinutes` and `speakingRate` */
  scriptCharacters?: number | undefined;
  targetMinutes?: number | undefined;
  speakingRate?: SpeakingRate | undefined;
  /** How many notes are asked for. @default one for every 500 characters */
  notes?: number | undefined;
  /** Tokens that thinking may take. @default 2048: the most in 95 of 100 recorded calls is below 1100 */
  thinkingTokens?: number | undefined;
}

export const plannedScript = (facts: AnswerFacts): number =>
  facts.scriptCharacters ??
  targetCharacters(facts.sourceCharacters, facts.speakingRate ?? defaultSpeakingRate, facts.targetMinutes);

export const plannedNotes = ({ notes, sourceCharacters }: AnswerFacts): number =>
  notes ?? Math.ceil(sourceCharacters / 500);

export const thinkingAllowance = ({ thinkingTokens = 2048 }: AnswerFacts): number => thinkingTokens;
