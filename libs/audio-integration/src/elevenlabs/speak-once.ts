import { createElevenLabsVoice } from '@la-factoria/audio/elevenlabs';

// A program for tests to watch: asks once at the address that it is given, and prints what came of it.
const [baseUrl = ''] = process.argv.slice(2);
const voice = await createElevenLabsVoice({ apiKey: 'sk_loopback', baseUrl, timeoutSeconds: 120 });
const [name = ''] = voice.voices;
const outcome = await voice.speak({ text: 'Hello.', voice: name, language: 'en' }).then(
  () => 'spoken',
  (error: unknown) => String(error),
);
console.log(outcome);
