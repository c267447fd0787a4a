import type { MaterialKind } from '../materials/material-kinds.ts';
import type { Budget } from './budget.ts';

/** What a call writes: one of the materials, or the notes on one part of a source that is too long for the model. */
export type CallPurpose = MaterialKind | 'notes';

/** A JSON Schema, as plain JSON. */
export type JsonSchema = Record<string, unknown>;

/**
 * What the model reads, in this order. The first two are the same, to the byte, in all calls that share a source and an
 * outline, so that a provider's cache of prompt prefixes applies to them.
 */
export interface Prompt {
  /** The rules of every writing: the system instruction. */
  rules: string;
  /** The source between its delimiters, then the outline, if there is one. */
  shared: string;
  /** What this call is to write. */
  task: string;
}

export interface ModelCall {
  purpose: CallPurpose;
  prompt: Prompt;
  /** What the answer must look like, without the bounds that providers stumble over. */
  schema: JsonSchema;
  /** Tokens of the answer, thinking included: the provider cuts it off there. */
  maxOutputTokens: number;
  /**
   * Tokens that a good answer takes, some thinking included: what limits plan with. Under a budget, an answer is cut off at
   * twice that, since the most that a call may cost is set aside before. @default maxOutputTokens
   */
  likelyOutputTokens?: number | undefined;
  /** Reserved from before the call is made. @default no limit */
  budget?: Budget | undefined;
  /** Told of each answer that was paid for, even if it is of no use. */
  onUsage?: ((usage: CallUsage) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Tokens, as the provider counts them. */
export interface TokenUsage {
  /** All of the prompt, what came from the provider's cache included. */
  inputTokens: number;
  cachedInputTokens: number;
  /** The answer and the thinking. */
  outputTokens: number;
  thinkingTokens: number;
}

/** What one answered call used. */
export interface CallUsage extends TokenUsage {
  purpose: CallPurpose;
  model: string;
  costUsd: number;
  /** 0–1, the share of the prompt's characters that stand before the task. */
  sharedPrefixShare: number;
}

/**
 * Why the model stopped. `stop`: it was done; `max-tokens`: cut off; `safety`, `recitation`: the answer was withheld;
 * `prompt-blocked`: the prompt was refused; `other`: the provider's own reasons.
 */
export type FinishReason = 'stop' | 'max-tokens' | 'safety' | 'recitation' | 'prompt-blocked' | 'other';

export interface ModelAnswer {
  /** As it came: perhaps half of it, perhaps no JSON. */
  text: string;
  finish: FinishReason;
  usage: TokenUsage;
}

/**
 * A language model of one provider, called once: no retries, no waiting, no limits; decorators add those.
 * Every answer that the provider calls a success is returned, whatever its finish reason, since it was paid for.
 */
export interface TextModel {
  /** `google`, or the host of an OpenAI-compatible server. */
  readonly provider: string;
  /** The provider's name of the model: part of every cache key. */
  readonly model: string;
  /** Tokens that prompt and answer may have together. */
  readonly contextTokens: number;
  /** Tokens that an answer may have at most, thinking included. */
  readonly maxOutputTokens: number;
  /**
   * @throws ContentError `rate-limited` (with `retryAfterSeconds`, if the provider says), `provider-unavailable`,
   * `provider-timeout`, `provider-rejected`, `credentials-invalid`, `writing-aborted`
   */
  generate(call: ModelCall): Promise<ModelAnswer>;
}
