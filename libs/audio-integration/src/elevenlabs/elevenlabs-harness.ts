import { createElevenLabsVoice, type ElevenLabsVoiceOptions } from '@la-factoria/audio/elevenlabs';
import type { ElevenLabsServer } from '@la-factoria/audio/testing/elevenlabs-server';

/** A voice that speaks by this server, with its key, unless it is told otherwise. */
export const elevenLabsVoiceAt = (
  { url, apiKey, voices }: ElevenLabsServer,
  options: Partial<ElevenLabsVoiceOptions> = {},
) => createElevenLabsVoice({ apiKey, baseUrl: url, voices, ...options });

export const sentence = 'Every living thing is made of cells.';
export const request = { text: sentence, voice: 'voice-one-000000001', language: 'en' };
