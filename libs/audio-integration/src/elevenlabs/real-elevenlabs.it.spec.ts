import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { createElevenLabsVoice } from '@la-factoria/audio/elevenlabs';
import { describeVoiceSmoke } from '@la-factoria/audio/testing';
import { type ElevenLabsServer, startElevenLabsServer } from '@la-factoria/audio/testing/elevenlabs-server';

// Here too, so that what the switch runs is known to work.
describe('on the loopback', () => {
  let server: ElevenLabsServer;
  beforeAll(async () => {
    server = await startElevenLabsServer({ speech: 'flite' });
  });
  afterAll(() => server.close());
  describeVoiceSmoke('ElevenLabs on the loopback', (apiKey = server.apiKey) =>
    createElevenLabsVoice({ apiKey, baseUrl: server.url, voices: server.voices }),
  );
});

const key = process.env['ELEVENLABS_API_KEY'];
if (process.env['TEST_WITH_REAL_ELEVENLABS'] === '1' && key) {
  const model = process.env['ELEVENLABS_MODEL'] ?? 'eleven_flash_v2_5';
  describeVoiceSmoke('ElevenLabs', (apiKey = key) => createElevenLabsVoice({ apiKey, model }));
} else {
  describe('a voice in earnest: ElevenLabs', () => {
    test.skip('left out: it needs TEST_WITH_REAL_ELEVENLABS=1 and ELEVENLABS_API_KEY, and costs about 40 credits', () => {
      throw new Error('This is never run.');
    });
  });
}
