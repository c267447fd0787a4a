import type { ModelAnswer, ModelCall, TextModel } from '../ports/text-model.ts';

export interface FakeTextModel extends TextModel {
  /** What it was called with, in order. */
  readonly calls: ModelCall[];
}

export interface FakeTextModelOptions extends Partial<Omit<TextModel, 'generate'>> {
  /** @param attempt 1 for the first call @default throws that it is not implemented */
  generate?: (call: ModelCall, attempt: number) => ModelAnswer | Promise<ModelAnswer>;
}

/** A model that answers as the test says, and remembers what it was asked. */
export function createFakeTextModel(options: FakeTextModelOptions = {}): FakeTextModel {
  const {
    generate = () => {
      throw new Error('The fake model was called, but its generate is not implemented.');
    },
    ...properties
  } = options;
  const calls: ModelCall[] = [];
  return {
    provider: 'fake',
    model: 'fake-1',
    contextTokens: 100_000,
    maxOutputTokens: 8_000,
    ...properties,
    calls,
    async generate(call) {
      calls.push(call);
      return generate(call, calls.length);
    },
  };
}

/** A call with a small prompt. @param overrides what the test is about */
export function buildModelCall(overrides: Partial<ModelCall> = {}): ModelCall {
  return {
    purpose: 'one-pager',
    prompt: { rules: 'Write what is asked.', shared: '[1] Water boils at 100 °C.', task: 'Sum it up.' },
    schema: { type: 'object' },
    maxOutputTokens: 1_000,
    ...overrides,
  };
}

/** An answer that is done. @param overrides what the test is about */
export function buildModelAnswer(overrides: Partial<ModelAnswer> = {}): ModelAnswer {
  return {
    text: '{}',
    finish: 'stop',
    usage: { inputTokens: 20, cachedInputTokens: 0, outputTokens: 10, thinkingTokens: 0 },
    ...overrides,
  };
}
