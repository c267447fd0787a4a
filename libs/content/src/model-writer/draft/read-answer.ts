import { ContentError, type ContentErrorCode } from '../../errors.ts';
import type { CallPurpose, FinishReason, ModelAnswer } from '../../ports/text-model.ts';
import { isRepetitive } from '../checks/is-repetitive.ts';

/** An answer that is of no use at all. With advice, a second call may mend it; nothing of the answer is sent back. */
export interface Fault {
  code: ContentErrorCode;
  message: string;
  advice?: string;
}

export type Reading = { content: Record<string, unknown> } | { fault: Fault };

/** Above this share of its tokens, thinking is what used up an answer that was cut off. */
const thinkingShare = 0.8;

/** Reads the JSON object of an answer, or says what is wrong with it. */
export function readAnswer(purpose: CallPurpose, answer: ModelAnswer): Reading {
  const fault = faultOf(purpose, answer);
  if (fault) return { fault };
  const content = parseObject(answer.text);
  if (content) return { content };
  return failed(
    purpose,
    'output-invalid',
    'is not a JSON object',
    'The answer must be one JSON object that fits the schema.',
  );
}

function faultOf(purpose: CallPurpose, { text, finish, usage }: ModelAnswer): Fault | undefined {
  const refusal = refusals[finish];
  if (refusal) return failed(purpose, refusal.code, refusal.reason, refusal.advice).fault;
  if (isRepetitive(text)) {
    return failed(
      ...([purpose, 'output-repetitive', 'says the same over and over'] as const),
      'The answer repeated itself. Say each thing once.',
    ).fault;
  }
  if (finish === 'max-tokens') {
    const isOverrun = usage.thinkingTokens >= thinkingShare * usage.outputTokens && usage.thinkingTokens > 0;
    return isOverrun
      ? failed(
          ...([purpose, 'thinking-overrun', 'was used up by thinking before it was written'] as const),
          'Think briefly, then write.',
        ).fault
      : failed(
          ...([purpose, 'output-truncated', 'was cut off at its limit of tokens'] as const),
          'The answer was too long and was cut off. Write less: stay at the lower end of every length.',
        ).fault;
  }
  if (text.trim() === '') return failed(purpose, 'output-empty', 'is empty', 'The answer was empty.').fault;
  return undefined;
}

interface Refusal {
  code: ContentErrorCode;
  reason: string;
  advice?: string;
}

/** Why a provider held back what it had. What it finds unsafe once, it finds unsafe again; a recitation can be reworded. */
const refusals: Partial<Record<FinishReason, Refusal>> = {
  'prompt-blocked': { code: 'prompt-blocked', reason: 'was refused: the provider blocked the source' },
  safety: { code: 'output-blocked-safety', reason: "was withheld by the provider's safety filter" },
  recitation: {
    code: 'output-blocked-recitation',
    reason: 'was withheld by the provider as a recitation of protected text',
    advice: 'The answer repeated published text word for word. Say everything in words of your own.',
  },
};

function failed(purpose: CallPurpose, code: ContentErrorCode, reason: string, advice?: string) {
  const message = `The model's answer for the ${purpose} ${reason}.`;
  return { fault: { code, message, ...(advice !== undefined && { advice }) } };
}

/** Chance decides what a model writes: what a second call could have mended may well succeed another time. */
export const errorOf = ({ code, message, advice }: Fault): ContentError =>
  new ContentError(code, message, { isRetryable: advice !== undefined });

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
