import { createFileAudioStore, produceEpisode } from '@la-factoria/audio';
import { createElevenLabsVoice } from '@la-factoria/audio/elevenlabs';
import { scriptOf } from '@la-factoria/audio/testing/sound';

// A program for tests to kill: produces an episode in the folder and by the server that it is given.
const [directory = '', baseUrl = '', apiKey = '', turns = '', ...voices] = process.argv.slice(2);
const voice = await createElevenLabsVoice({
  ...{ apiKey, baseUrl, voices, concurrency: 2, outputFormat: 'pcm_16000', charactersPerSecond: 60 },
});
const store = createFileAudioStore({ directory });
const options = { name: 'job/podcast.mp3', retry: { firstWaitSeconds: 0.01 } };
const episode = await produceEpisode({ voice, store }, scriptOf(Number(turns)), options);
console.log(JSON.stringify(episode));
await voice.close();
