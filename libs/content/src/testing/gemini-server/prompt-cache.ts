import { countTokens } from './count-tokens.ts';

/** Shorter beginnings are not cached. Source: https://ai.google.dev/gemini-api/docs/caching (Flash models) */
const minCachedTokens = 1024;
/** More prompts than a test has, and few enough to keep a long benchmark's memory bounded. */
const maxPrompts = 200;

export interface PromptCache {
  /** How many of the prompt's tokens are the beginning of an earlier prompt of the model, and remembers the prompt. */
  cachedTokens(model: string, prompt: string): number;
}

/**
 * Google's implicit cache of prompt prefixes, as it would be at its best: a prompt counts from the moment it arrives, also
 * for those that come while it is being answered, so that what is found does not hang on the order of answers.
 */
export function createPromptCache(): PromptCache {
  const prompts: { model: string; prompt: string }[] = [];
  const counted = new Map<string, number>();

  /** Prompts that share a source share a beginning: it is counted once. */
  function tokensOf(prefix: string): number {
    const known = counted.get(prefix);
    if (known !== undefined) return known;
    const tokens = countTokens(prefix);
    if (counted.size >= maxPrompts) counted.clear();
    counted.set(prefix, tokens);
    return tokens;
  }

  return {
    cachedTokens(model, prompt) {
      let longest = 0;
      for (const earlier of prompts) {
        if (earlier.model === model)
          longest = Math.max(longest, sharedLength(earlier.prompt, prompt, longest));
      }
      prompts.push({ model, prompt });
      if (prompts.length > maxPrompts) prompts.shift();
      const tokens = longest === 0 ? 0 : tokensOf(prompt.slice(0, longest));
      return tokens >= minCachedTokens ? tokens : 0;
    },
  };
}

/** Length of the common beginning, if it is longer than `known`, else `known`; by halves, since prompts are long. */
function sharedLength(one: string, other: string, known: number): number {
  const isShared = (length: number) => one.slice(0, length) === other.slice(0, length);
  if (!isShared(known)) return known;
  let low = known;
  let high = Math.min(one.length, other.length);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isShared(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
