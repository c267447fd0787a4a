import type { SpeechFormat } from '../../adapters/openai-speech/read-speech-answer.ts';
import type { OpenAiSpeechFailure } from './openai-speech-failure.ts';

export interface OpenAiSpeechRequest {
  model: string;
  voice: string;
  input: string;
  format: SpeechFormat;
  authorization: string | undefined;
  /** How many requests came before it. */
  count: number;
  /** The body as it came. */
  body: Record<string, unknown>;
}

/** platform.openai.com/docs/api-reference/audio/createSpeech */
const mostInputCharacters = 4096;

const isFormat = (value: unknown): value is SpeechFormat =>
  value === 'wav' || value === 'pcm' || value === 'mp3';

/** What is wrong with a body, in OpenAI's words; undefined if nothing is. */
export function refusalOf(
  { model, voice, input, response_format, speed }: Record<string, unknown>,
  voices: readonly string[],
): OpenAiSpeechFailure | undefined {
  const refuse = (message: string, code: string | null = null): OpenAiSpeechFailure => {
    const error = { message, type: 'invalid_request_error', param: null, code };
    return { kind: 'status', status: 400, body: { error } };
  };
  if (typeof model !== 'string' || model === '') return refuse('you must provide a model parameter');
  if (typeof input !== 'string' || input === '')
    return refuse("[{'type': 'string_too_short', 'loc': ('body', 'input')}]");
  if (input.length > mostInputCharacters)
    return refuse(`String should have at most ${mostInputCharacters} characters`, 'string_above_max_length');
  if (typeof voice !== 'string' || !voices.includes(voice))
    return refuse(`[{'loc': ('body', 'voice'), 'msg': "Input should be ${voices.join(' or ')}"}]`);
  if (!isFormat(response_format)) return refuse(`response_format must be wav, pcm or mp3`);
  if (speed !== undefined && !(typeof speed === 'number' && speed >= 0.25 && speed <= 4))
    return refuse('speed must be from 0.25 to 4');
  return undefined;
}

/** Of a body that is as it should be. */
export function requestOf(
  body: Record<string, unknown>,
  about: Pick<OpenAiSpeechRequest, 'authorization' | 'count'>,
): OpenAiSpeechRequest {
  const { model, voice, input, response_format } = body;
  const format = isFormat(response_format) ? response_format : 'wav';
  return { model: String(model), voice: String(voice), input: String(input), format, body, ...about };
}
