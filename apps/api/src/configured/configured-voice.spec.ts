import { expect, test } from '@jest/globals';

import { ConfigurationError } from '../config.ts';
import { createConfiguredVoice } from './configured-voice.ts';
import type { VoiceConfiguration } from '../settings/voice-settings.ts';

const provider = { baseUrl: 'http://127.0.0.1:8880/v1', model: 'kokoro', voices: ['one', 'two'] };

test.each<[VoiceConfiguration, RegExp]>([
  [
    { kind: 'flite', options: { voices: ['slt', 'alloy'] } },
    /^The settings of VOICE=flite don't fit: .*alloy/,
  ],
  [{ kind: 'flite', options: { rate: 3 } }, /^The settings of VOICE=flite don't fit: .*3/],
  [
    { kind: 'elevenlabs', options: { apiKey: 'sk-secret', outputFormat: 'wav' } },
    /^The settings of VOICE=elevenlabs don't fit: .*wav/,
  ],
  [
    { kind: 'openai-compatible', options: { ...provider, format: JSON.parse('"mp3_44100"') } },
    /^The settings of VOICE=openai-compatible don't fit: .*mp3_44100/,
  ],
])('when the voices do not take a value, one line says so: %j', async (configuration, line) => {
  const error = await createConfiguredVoice(configuration).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigurationError);
  expect(error).toMatchObject({ message: expect.stringMatching(line) });
  expect(String(error)).not.toContain('sk-secret');
});

test.each<[VoiceConfiguration, RegExp]>([
  [{ kind: 'flite', options: {} }, /^flite/],
  [{ kind: 'elevenlabs', options: { apiKey: 'sk-secret' } }, /^elevenlabs/],
  [{ kind: 'openai-compatible', options: provider }, /^openai-speech .*kokoro/],
])('when they do, these voices speak: %j', async (configuration, id) => {
  const voice = await createConfiguredVoice(configuration);
  expect(voice.id).toMatch(id);
  await voice.close();
});
