import {
  AudioError,
  createFliteVoice,
  createOpenAiSpeechVoice,
  type RememberSpeech,
  type Voice,
} from '@la-factoria/audio';
import { type Cache, cacheKey } from '@la-factoria/cache';

import { ConfigurationError } from '../config.ts';
import type { VoiceConfiguration } from '../settings/voice-settings.ts';

/** The voices that the configuration names. Throws `ConfigurationError` for values that don't fit them. */
export async function createConfiguredVoice(configuration: VoiceConfiguration): Promise<Voice> {
  try {
    return await createVoice(configuration);
  } catch (error) {
    const isUnknownVoice = error instanceof AudioError && error.code === 'voice-unknown';
    if (!(error instanceof RangeError) && !isUnknownVoice) throw error;
    throw new ConfigurationError(`The settings of VOICE=${configuration.kind} don't fit: ${error.message}.`);
  }
}

async function createVoice({ kind, options }: VoiceConfiguration): Promise<Voice> {
  switch (kind) {
    case 'flite':
      return createFliteVoice(options);
    case 'openai-compatible':
      return createOpenAiSpeechVoice(options);
    case 'elevenlabs': {
      // Only who asks for ElevenLabs pays for loading its library.
      const { createElevenLabsVoice } = await import('@la-factoria/audio/elevenlabs');
      return createElevenLabsVoice(options);
    }
  }
}

/** A paid voice's speech is kept for other jobs that say the same; the embedded ones speak as fast as a cache reads. */
export function speechMemory({ kind }: VoiceConfiguration, cache: Cache): RememberSpeech | undefined {
  if (kind === 'flite') return undefined;
  return async (parts, make, signal) => {
    const options = signal === undefined ? {} : { signal };
    return (await cache.getOrCompute(cacheKey('speech', 1, { ...parts }), make, options)).value;
  };
}
