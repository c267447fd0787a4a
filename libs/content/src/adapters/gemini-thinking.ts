/** How long a model may think before it writes. */
export type ThinkingLevel = 'minimal' | 'low' | 'medium' | 'high';

/** The share of an answer's tokens that thinking may take in models that are given a budget. It counts against the answer. */
const budgetShares: Record<ThinkingLevel, number> = { minimal: 0.05, low: 0.2, medium: 0.35, high: 0.5 };
/** What all models of the generation take: Flash-Lite thinks with 512 tokens at least, Flash with 24576 at most. */
const minBudget = 512;
const maxBudget = 24_576;

/**
 * What the SDK is to send about thinking, by the generation of the model: Gemini 3 and later take a level, Gemini 2.5 a
 * number of tokens (here a part of the answer's, so that thinking can't use up all of it), and what is older refuses both.
 * Source: https://ai.google.dev/gemini-api/docs/thinking
 */
export function thinkingSettings(model: string, level: ThinkingLevel, maxOutputTokens: number) {
  if (/(^|\/)gemini-2\.5(?=[.-]|$)/i.test(model)) {
    const share = Math.round(maxOutputTokens * budgetShares[level]);
    const thinkingBudget = Math.min(maxBudget, Math.max(minBudget, share));
    return { providerOptions: { google: { thinkingConfig: { thinkingBudget } } } };
  }
  // The SDK turns this into the nearest level that the model has.
  return isWithoutThinking(model) ? {} : { reasoning: level };
}

const isWithoutThinking = (model: string) =>
  /(^|\/)(gemini-(1|2\.0)(?=[.-]|$)|gemini-pro$|gemma-|learnlm-)/i.test(model);
