import type { CallPurpose } from '../../ports/text-model.ts';
import type { GenerateRequest } from './read-request.ts';
import { type NumberedPassage, parsePassages } from './parse-passages.ts';

export type GeminiMethod = 'generateContent' | 'streamGenerateContent' | 'countTokens';

/** As the API counts: `usageMetadata` of an answer. */
export interface UsageMetadata {
  promptTokenCount: number;
  candidatesTokenCount: number;
  totalTokenCount: number;
  cachedContentTokenCount?: number;
  thoughtsTokenCount?: number;
}

/** One exchange. What comes after `passages` is filled in when it is answered. */
export interface GeminiCall {
  /** 0 for the first that arrived. */
  readonly number: number;
  readonly method: GeminiMethod;
  readonly model: string;
  /** Path and query, as they were asked for. */
  readonly url: string;
  /** The system instruction. */
  readonly system: string;
  /** The text of all contents. */
  readonly prompt: string;
  /** The prompt from the line `Material: …` on, or all of it where there is none. */
  readonly task: string;
  /** What that line names. */
  readonly purpose: CallPurpose | undefined;
  /** Whether the task names rules that an earlier answer broke. */
  readonly isRepair: boolean;
  /** What the answer must look like, in JSON Schema. */
  readonly schema: Record<string, unknown> | undefined;
  readonly generationConfig: Readonly<Record<string, unknown>>;
  readonly passages: readonly NumberedPassage[];
  /** The fault that it met. */
  fault?: string;
  /** HTTP's, or what became of the connection: broken on purpose, or left by the client. `undefined` while it waits. */
  status?: number | 'reset' | 'left';
  /** The answer's text, as far as it was sent. */
  text?: string;
  finishReason?: string;
  usage?: UsageMetadata;
}

const purposeLine = /^Material: ([\w-]+)[ \t]*$/gm;
const repairLine = /^Your earlier answer broke these rules:/m;

/** Takes apart what was asked. */
export function createGeminiCall(
  number: number,
  { method, model, url }: Pick<GeminiCall, 'method' | 'model' | 'url'>,
  request: GenerateRequest,
): GeminiCall {
  const prompt = request.contents.flatMap(textsOf).join('\n');
  // The last one: a source may have such a line, too, and stands before the task.
  const found = [...prompt.matchAll(purposeLine)].at(-1);
  const task = prompt.slice(found?.index ?? 0);
  return {
    ...{ number, method, model, url, prompt, task },
    system: textsOf(request.systemInstruction).join('\n'),
    purpose: found?.[1] as CallPurpose | undefined,
    isRepair: repairLine.test(task),
    schema: request.generationConfig.responseJsonSchema,
    generationConfig: request.generationConfig,
    passages: parsePassages(prompt),
  };
}

const textsOf = (content: GenerateRequest['systemInstruction']): string[] =>
  content?.parts.flatMap(({ text }) => text ?? []) ?? [];
