import { AudioError } from '../errors.ts';
import { id3Tag } from '../mp3/id3-tag.ts';
import { createLoudnessMeter } from '../signal/loudness.ts';
import { answerRequests } from '../threads/answer-requests.ts';
import { conformSpeech } from './conform-speech.ts';
import { type Mastering, openMastering } from './mastering.ts';
import type { StudioAnswer, StudioRequest } from './studio.ts';

// A studio masters one episode at a time.
let mastering: Mastering | undefined;

answerRequests<StudioRequest, StudioAnswer>(async (request) => {
  if (request.kind === 'examine') {
    const samples = await conformSpeech(request);
    const meter = createLoudnessMeter(request.sampleRate);
    meter.push(samples);
    return { value: { kind: 'examined', sampleCount: samples.length, loudnessSteps: meter.steps } };
  }
  if (request.kind === 'tag') return { value: { kind: 'encoded', bytes: id3Tag(request) } };
  if (request.kind === 'start') {
    mastering = await openMastering(request);
    return { value: { kind: 'encoded', bytes: mastering.start() } };
  }
  if (mastering === undefined)
    throw new AudioError('audio-failed', 'The thread was replaced', { isRetryable: true });
  if (request.kind === 'end') return { value: { kind: 'ended', ...mastering.end() } };
  const { silentSamples, voiced } = request;
  const samples = voiced === undefined ? new Float32Array() : await conformSpeech(voiced);
  const bytes = mastering.add({ silentSamples, samples, gain: voiced?.gain ?? 1 });
  return { value: { kind: 'encoded', bytes } };
});
