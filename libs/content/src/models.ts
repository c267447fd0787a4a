export { createGeminiTextModel, type GeminiTextModelOptions } from './adapters/gemini-text-model.ts';
export { createModelWriter, type ModelWriterOptions } from './adapters/model-writer.ts';
export {
  createOpenAiCompatibleTextModel,
  type OpenAiCompatibleTextModelOptions,
} from './adapters/openai-compatible-text-model.ts';
export { costOf } from './cost/cost-of.ts';
export { defaultPrices } from './cost/default-prices.ts';
export { estimateTokens } from './cost/estimate-tokens.ts';
export {
  freePrices,
  type ModelPrices,
  parsePriceTable,
  type PriceTable,
  pricesFor,
} from './cost/model-prices.ts';
export type { Estimate } from './cost/estimate-writing.ts';
export { withMetering } from './cost/with-metering.ts';
export type { Proofreader } from './model-writer/proofreader.ts';
export { createThreadedProofreader, type ThreadedProofreader } from './adapters/threaded-proofreader.ts';
export { createLimitedModel, type ProviderLimits } from './limits/create-limited-model.ts';
export { withDeadline } from './limits/with-deadline.ts';
export type { Remember } from './ports/remember.ts';
export type { ModelAnswer, ModelCall, TextModel } from './ports/text-model.ts';
export { systemClock } from './system-clock.ts';
export { estimateWriting, type EstimateOrder } from './model-writer/estimate-writing.ts';
