import { afterEach } from '@jest/globals';
import { createGeminiTextModel } from '@la-factoria/content/models';
import { buildModelCall } from '@la-factoria/content/testing';
import { type GeminiServerOptions, startGeminiServer } from '@la-factoria/content/testing/gemini-server';

import { flashcardsSchema, gardenPassages, sharedOf } from './gemini-prompts.ts';

export interface Asked {
  passages?: readonly string[];
  /** With its first line. */
  task?: string;
  schema?: Record<string, unknown>;
  maxOutputTokens?: number;
  signal?: AbortSignal;
  model?: string;
  apiKey?: string;
}

const closings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

/** The server, and our adapter to ask it with. Closed after the test. */
export async function openGeminiServer(options: GeminiServerOptions = {}) {
  const server = await startGeminiServer(options);
  closings.push(() => server.close());

  function ask({ passages = gardenPassages, model = 'gemini-3.5-flash', ...asked }: Asked = {}) {
    const { task = 'Material: flashcards\n\nWrite flashcards.', apiKey = 'any-key', ...call } = asked;
    return createGeminiTextModel({ apiKey, baseUrl: server.baseUrl, model }).generate(
      buildModelCall({
        prompt: { rules: 'Write what is asked.', shared: sharedOf(passages), task },
        ...{ schema: flashcardsSchema, maxOutputTokens: 20_000 },
        ...call,
      }),
    );
  }

  return {
    server,
    ask,
    /** The answer as JSON. */
    async read<Content>(asked: Asked = {}): Promise<Content> {
      const { text } = await ask(asked);
      return JSON.parse(text);
    },
  };
}

export interface Flashcards {
  items: { term: string; definition: string; difficulty: string; passages: number[] }[];
}

export interface OnePager {
  title: string;
  summary: string;
  summaryPassages: number[];
  takeaways: { text: string; passages: number[] }[];
}

export interface Script {
  turns: { speaker: string; text: string; section: string; passages: number[] }[];
}

/** What became of an answer, also if it failed. */
export const outcomeOf = async (answer: Promise<unknown>) => (await Promise.allSettled([answer]))[0];
