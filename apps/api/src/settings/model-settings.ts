import { z } from 'zod';

import { httpAddress, modelName, onlySet, secret, wholeNumber } from './setting-types.ts';

/** Who writes the materials, and the limits on a model that does. */
export const modelSettings = {
  /** Who writes: the embedded writer, Google's Gemini, or a server that speaks OpenAI's chat completions. */
  WRITER: z
    .string()
    .default('extractive')
    .pipe(
      z.enum(['extractive', 'gemini', 'openai-compatible'], 'one of extractive, gemini, openai-compatible'),
    ),
  /** For WRITER=gemini. */
  GEMINI_API_KEY: secret,
  /** The model's name at its provider. */
  MODEL: modelName('gemini-3.5-flash or llama3.1:8b'),
  /** For WRITER=openai-compatible, with the version, like http://127.0.0.1:11434/v1. For Gemini, a proxy. */
  MODEL_BASE_URL: httpAddress,
  /** For WRITER=openai-compatible, if the server asks for one. */
  MODEL_API_KEY: secret,
  /** Tokens that prompt and answer may have together. */
  MODEL_CONTEXT_TOKENS: wholeNumber(4096, 10_000_000, 'tokens'),
  /** Calls to the provider at once. */
  MODEL_CONCURRENCY: wholeNumber(1, 1000, 'calls'),
  MODEL_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000, 'calls'),
  MODEL_TOKENS_PER_MINUTE: wholeNumber(1000, 1_000_000_000, 'tokens'),
  /** A JSON file with prices in US dollars, in place of the built-in table. */
  MODEL_PRICES_FILE: z
    .string()
    .refine((value) => !value.includes('\0'), 'the path of a file')
    .optional(),
  /** Jobs that run at once. */
  JOB_CONCURRENCY: wholeNumber(1, 1000, 'jobs'),
};

export const modelSecrets = ['GEMINI_API_KEY', 'MODEL_API_KEY'];

type Settings = { [Name in keyof typeof modelSettings]?: z.output<(typeof modelSettings)[Name]> | undefined };

export interface ModelLimits {
  concurrency?: number;
  requestsPerMinute?: number;
  tokensPerMinute?: number;
}

interface ModelConfiguration {
  model: string;
  contextTokens?: number;
  limits: ModelLimits;
  pricesFile?: string;
}

export type WriterConfiguration =
  | { kind: 'extractive' }
  | ({ kind: 'gemini'; apiKey: string; baseUrl?: string } & ModelConfiguration)
  | ({ kind: 'openai-compatible'; apiKey?: string; baseUrl: string } & ModelConfiguration);

/** Google's model for most work: see its list of models and of those that end. */
const defaultGeminiModel = 'gemini-3.5-flash';

/** The writer that settings ask for, or one line that says what it lacks. */
export function toWriterConfiguration(settings: Settings): WriterConfiguration | { missing: string } {
  const { WRITER, GEMINI_API_KEY, MODEL, MODEL_BASE_URL: baseUrl, MODEL_API_KEY } = settings;
  if (WRITER === 'gemini') {
    if (GEMINI_API_KEY === undefined)
      return { missing: 'GEMINI_API_KEY is missing; WRITER=gemini needs it.' };
    const model = toModel(settings, MODEL ?? defaultGeminiModel);
    return { kind: WRITER, apiKey: GEMINI_API_KEY, ...onlySet({ baseUrl }), ...model };
  }
  if (WRITER === 'openai-compatible') {
    if (baseUrl === undefined || MODEL === undefined) {
      const name = baseUrl === undefined ? 'MODEL_BASE_URL' : 'MODEL';
      return { missing: `${name} is missing; WRITER=openai-compatible needs it.` };
    }
    return { kind: WRITER, baseUrl, ...onlySet({ apiKey: MODEL_API_KEY }), ...toModel(settings, MODEL) };
  }
  return { kind: 'extractive' };
}

function toModel(settings: Settings, model: string): ModelConfiguration {
  return {
    model,
    ...onlySet({ contextTokens: settings.MODEL_CONTEXT_TOKENS, pricesFile: settings.MODEL_PRICES_FILE }),
    limits: onlySet({
      concurrency: settings.MODEL_CONCURRENCY,
      requestsPerMinute: settings.MODEL_REQUESTS_PER_MINUTE,
      tokensPerMinute: settings.MODEL_TOKENS_PER_MINUTE,
    }),
  };
}
