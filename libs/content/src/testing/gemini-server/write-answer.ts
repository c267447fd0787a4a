import { fillSchema } from './fill-schema.ts';
import type { GeminiCall } from './gemini-call.ts';
import { createPassageWriter } from './passage-writer.ts';
import { seedOf } from './seeded-random.ts';
import { readTaskHints } from './task-hints.ts';

/** The same prompt gets the same answer, in whatever order calls come; a repair is another prompt. */
export function writeAnswer(call: GeminiCall, seed: number): unknown {
  const writer = createPassageWriter(call.passages, call.prompt, seed ^ seedOf(call.task));
  const hints = readTaskHints(call.task);
  if (call.schema) return fillSchema(call.schema, writer, hints);
  const bounds = { min: 0, max: Infinity };
  return writer.prose({ region: writer.all }, bounds, hints.characters ?? 400).text;
}

/** As a model sends it: compact JSON, or plain text where no schema was given. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
