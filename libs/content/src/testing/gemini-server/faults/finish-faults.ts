import type { Fault } from './fault.ts';

/** Half a JSON. */
export const cutOff: Fault = ({ answer }) => ({
  ...answer,
  ...{ text: answer.text.slice(0, Math.floor(answer.text.length / 2)), finishReason: 'MAX_TOKENS' },
});

/** Thinking used up all tokens, and no text is left. */
export const thinkingOverrun: Fault = ({ call, answer }) => ({
  ...answer,
  ...{ text: '', finishReason: 'MAX_TOKENS' },
  thinkingTokens: Number(call.generationConfig['maxOutputTokens'] ?? 8192),
});

export const safety: Fault = ({ answer }) => ({ ...answer, text: '', finishReason: 'SAFETY' });

export const recitation: Fault = ({ answer }) => ({ ...answer, text: '', finishReason: 'RECITATION' });

export const promptBlocked: Fault = ({ answer }) => ({
  ...{ ...answer, text: '', thinkingTokens: 0, blockReason: 'PROHIBITED_CONTENT' },
});

/** Done, and nothing said. */
export const emptyParts: Fault = ({ answer }) => ({ ...answer, text: '' });

/** Valid JSON with talk round it, or JSON that is not closed. */
export const invalidJson: Fault = ({ answer, settings }) => ({
  ...answer,
  text:
    settings.shape === 'talk'
      ? `Here is the JSON that you asked for:\n\n\`\`\`json\n${answer.text}\n\`\`\`\n\nLet me know if you need more.`
      : answer.text.replace('"', '').slice(0, -1),
});
