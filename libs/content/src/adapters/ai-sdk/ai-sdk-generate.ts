import type { generateText, LanguageModel, LanguageModelUsage } from 'ai';

import { abortError } from '../../limits/abort-error.ts';
import type { ModelCall } from '../../ports/text-model.ts';
import { toContentError } from './ai-sdk-error.ts';

type GenerateTextOptions = Parameters<typeof generateText>[0];

/** One call, as the SDK takes it. */
export interface SdkCall {
  call: ModelCall;
  /** Makes the SDK's model. Its package is loaded here, on the first call. */
  loadModel: () => Promise<Exclude<LanguageModel, string>>;
  userMessage: string;
  maxOutputTokens: number;
  settings?: Pick<GenerateTextOptions, 'reasoning' | 'providerOptions'>;
  provider: string;
  secrets: readonly string[];
}

/** An answer with status 200, whatever is in it. */
export interface SdkAnswer {
  text: string;
  /** What a model thought, if the provider keeps it apart and sends it. */
  reasoningText: string;
  finish: { unified: string; raw: string | undefined };
  usage: LanguageModelUsage;
  providerMetadata: Record<string, unknown>;
}

/**
 * Calls the provider once by the AI SDK: no retries, and no reading of the answer, so that its text comes back also when it
 * is half a JSON or none. @throws ContentError as `TextModel.generate`
 */
export async function generateOnce({ call, ...options }: SdkCall): Promise<SdkAnswer> {
  if (call.signal?.aborted) throw abortError(call.signal);
  // Loading these takes 0.2 s and more: only who asks a model waits for it.
  const [sdk, model] = await Promise.all([import('ai'), options.loadModel()]);
  try {
    const result = await sdk.generateText({
      model: sdk.wrapLanguageModel({ model, middleware: { wrapGenerate: withoutWarnings } }),
      instructions: call.prompt.rules,
      prompt: options.userMessage,
      output: {
        ...sdk.Output.object({ schema: sdk.jsonSchema(call.schema) }),
        // Without this, what is no JSON would be an error, and its text gone.
        parseCompleteOutput: async ({ text }: { text: string }) => text,
      },
      maxOutputTokens: options.maxOutputTokens,
      maxRetries: 0,
      ...(call.signal && { abortSignal: call.signal }),
      ...options.settings,
    });
    return {
      ...{ text: result.text, reasoningText: result.reasoningText ?? '', usage: result.usage },
      finish: { unified: result.finishReason, raw: result.rawFinishReason },
      providerMetadata: result.providerMetadata ?? {},
    };
  } catch (error) {
    throw toContentError(error, sdk, { ...options, call });
  }
}

/** The SDK prints its warnings; the switch that it has for that is global, and belongs to the program. */
async function withoutWarnings<Result>({ doGenerate }: { doGenerate: () => PromiseLike<Result> }) {
  return { ...(await doGenerate()), warnings: [] };
}
