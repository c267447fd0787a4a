import type { UsageMetadata } from './gemini-call.ts';
import type { AnswerReply, ErrorReply } from './reply.ts';

/** What one call's answers have in common. */
export interface AnswerFrame {
  model: string;
  responseId: string;
  usage: UsageMetadata;
}

/** A stream is sent in pieces of this size, and in this many at least. */
const chunkCharacters = 400;
const minChunks = 3;

/** `GenerateContentResponse`: https://ai.google.dev/api/generate-content#generatecontentresponse */
export function answerBody({ text, finishReason, blockReason }: AnswerReply, frame: AnswerFrame) {
  const { model: modelVersion, responseId, usage: usageMetadata } = frame;
  if (blockReason !== undefined) {
    return { promptFeedback: { blockReason }, usageMetadata, modelVersion, responseId };
  }
  return { candidates: [candidate(text, finishReason ?? 'STOP')], usageMetadata, modelVersion, responseId };
}

/** The same in several pieces: the reason to stop and the whole usage come with the last. */
export function answerChunks(reply: AnswerReply, frame: AnswerFrame): object[] {
  const { promptTokenCount } = frame.usage;
  const whole = answerBody(reply, frame);
  if (reply.blockReason !== undefined || reply.text === '') return [whole];
  const size = Math.min(chunkCharacters, Math.ceil(reply.text.length / minChunks));
  const texts = Array.from({ length: Math.ceil(reply.text.length / size) }, (_, index) =>
    reply.text.slice(index * size, (index + 1) * size),
  );
  return texts.map((text, index) =>
    index === texts.length - 1
      ? { ...whole, candidates: [candidate(text, reply.finishReason ?? 'STOP')] }
      : {
          ...whole,
          candidates: [candidate(text)],
          usageMetadata: { promptTokenCount, totalTokenCount: promptTokenCount },
        },
  );
}

/** google.rpc.Status, as the REST API wraps it. */
export const errorBody = ({ status, code, message, details }: ErrorReply) => ({
  error: { code: status, message, status: code, ...(details && { details }) },
});

function candidate(text: string, finishReason?: string) {
  const isWithheld = finishReason === 'SAFETY' || finishReason === 'RECITATION';
  const content = { ...(text !== '' && { parts: [{ text }] }), role: 'model' };
  return {
    ...(!isWithheld && { content }),
    ...(finishReason !== undefined && { finishReason }),
    index: 0,
    ...(finishReason === 'SAFETY' && {
      safetyRatings: [{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true }],
    }),
  };
}
