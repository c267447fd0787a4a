import type { DecodedSpeech } from '../../speech/decode-speech.ts';
import { answerRequests } from '../../threads/answer-requests.ts';
import { type FliteRequest, loadFlite } from './flite-engine.ts';

// Loaded with the first request: a thread that never speaks costs no 21 MB.
let flite: ReturnType<typeof loadFlite> | undefined;

answerRequests<FliteRequest, DecodedSpeech>(async (request) => {
  flite ??= loadFlite();
  const value = await (await flite)(request);
  return { value, transfer: [value.samples.buffer as ArrayBuffer] };
});
