import type { TextModel } from '../ports/text-model.ts';

/** The same model, asked in another way. */
export function decorateModel(
  { provider, model, contextTokens, maxOutputTokens }: TextModel,
  generate: TextModel['generate'],
): TextModel {
  return { provider, model, contextTokens, maxOutputTokens, generate };
}
