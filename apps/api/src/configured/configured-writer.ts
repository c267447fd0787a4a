import { readFile } from 'node:fs/promises';

import { type Cache, cacheKey } from '@la-factoria/cache';
import type { MaterialKind, ShapingOptions, Source, Writer } from '@la-factoria/content';
import { createThreadedExtractiveWriter } from '@la-factoria/content/threaded-extractive-writer';

import { computeForOwnMoney } from '../compute-for-own-money.ts';
import { ConfigurationError } from '../config.ts';
import type { WriterConfiguration } from '../settings/model-settings.ts';

/** The window of a model on a server of one's own, in tokens: what small models have. */
const ownServerContextTokens = 32_768;

/** A writer with what it holds: a thread that ends when it is closed. */
export interface ConfiguredWriter extends Writer {
  /** What a model's calls will use, if they are answered at the first try. Without a model there are none. */
  estimate?(source: Source, kinds: readonly MaterialKind[], options: ShapingOptions): EstimatedCall[];
  close(): Promise<void>;
}

export interface EstimatedCall {
  purpose: MaterialKind | 'notes';
  usage: { calls: number; inputTokens: number; outputTokens: number; costUsd: number };
}

/**
 * The writer that the configuration names, by a model with its limits around it.
 * @throws ConfigurationError for a file of prices that can't be read, or a paid model without a price
 */
export async function createConfiguredWriter(
  configuration: WriterConfiguration,
  { cache }: { cache: Cache },
): Promise<ConfiguredWriter> {
  if (configuration.kind === 'extractive') return createThreadedExtractiveWriter();
  const content = await import('@la-factoria/content/models');
  const { model: name, contextTokens, limits, pricesFile } = configuration;
  const table =
    pricesFile === undefined ? content.defaultPrices : await readPrices(pricesFile, content.parsePriceTable);
  const known = content.pricesFor(name, table, new Date().toISOString().slice(0, 10));
  const prices = known ?? (configuration.kind === 'openai-compatible' ? content.freePrices : undefined);
  if (!prices) {
    throw new ConfigurationError(
      `MODEL is ${JSON.stringify(name)}, whose price is not known; name it in a MODEL_PRICES_FILE.`,
    );
  }
  const window = contextTokens === undefined ? {} : { contextTokens };
  const adapter =
    configuration.kind === 'gemini'
      ? content.createGeminiTextModel({
          ...{ apiKey: configuration.apiKey, model: name, ...window },
          ...(configuration.baseUrl !== undefined && { baseUrl: configuration.baseUrl }),
        })
      : content.createOpenAiCompatibleTextModel({
          ...{
            baseUrl: configuration.baseUrl,
            model: name,
            contextTokens: ownServerContextTokens,
            ...window,
          },
          ...(configuration.apiKey !== undefined && { apiKey: configuration.apiKey }),
        });
  const meter = (model: typeof adapter) => content.withMetering(model, { prices });
  // One that never steps: limits must hold when the machine's clock is set.
  const clock = content.systemClock;
  const model = content.createLimitedModel(adapter, {
    ...{ clock, meter },
    pacing: {
      ...limits,
      // Google's limit on tokens a minute is on what it reads.
      countsOutput: configuration.kind !== 'gemini',
      // Counting a long source takes its time, and without a limit on tokens nobody asks.
      ...(limits.tokensPerMinute !== undefined && {
        estimateTokens: ({ prompt: { rules, shared, task }, maxOutputTokens, likelyOutputTokens }) =>
          content.estimateTokens(rules + shared + task) +
          (configuration.kind === 'gemini' ? 0 : (likelyOutputTokens ?? maxOutputTokens)),
      }),
    },
  });
  const proofreader = content.createThreadedProofreader();
  proofreader.warmUp();
  const writer = content.createModelWriter({
    ...{ model, proofreader },
    async remember(parts, compute, signal) {
      const shared = signal === undefined ? {} : { signal };
      return (await computeForOwnMoney(cache, cacheKey('notes', 1, parts), compute, shared)).value;
    },
  });
  return {
    ...content.withDeadline(writer, { clock }),
    estimate: (source, kinds, options) =>
      content.estimateWriting({ model: adapter, prices }, source, kinds, options).byCall.map((call) => {
        const { purpose, calls, inputTokens, outputTokens, costUsd } = call;
        return { purpose, usage: { calls, inputTokens, outputTokens, costUsd } };
      }),
    close: () => proofreader.close(),
  };
}

async function readPrices<Table>(path: string, parse: (json: unknown) => Table): Promise<Table> {
  try {
    return parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    const reason = Error.isError(cause) ? cause.message : String(cause);
    throw new ConfigurationError(`MODEL_PRICES_FILE is ${JSON.stringify(path)}; it can't be used: ${reason}`);
  }
}
