import { monitorEventLoopDelay } from 'node:perf_hooks';

import { createFliteVoice } from '@la-factoria/audio';
import { decodeSpeech, scriptOf } from '@la-factoria/audio/testing/sound';

export interface VoiceFigures {
  voice: string;
  /** Seconds of speech a second, by one thread. */
  timesRealTime: number;
  /** Milliseconds. */
  eventLoopP99: number;
  samples: Int16Array;
}

const turns = 40;

/** Each built-in voice in one thread, once it is warm, and how long the thread that asks is held up. */
export async function measureVoices(): Promise<VoiceFigures[]> {
  const flite = createFliteVoice({ threads: 1 });
  const figures: VoiceFigures[] = [];
  await flite.speak({ text: 'Good morning.', voice: 'slt', language: 'en' });
  for (const voice of flite.voices) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const startedAt = performance.now();
    const spoken: Int16Array[] = [];
    for (const { text } of scriptOf(turns).turns)
      spoken.push((await decodeSpeech(await flite.speak({ text, voice, language: 'en' }))).samples);
    const seconds = (performance.now() - startedAt) / 1000;
    delay.disable();
    const samples = Int16Array.from(spoken.flatMap((part) => [...part]));
    const timesRealTime = samples.length / flite.sampleRate / seconds;
    figures.push({ voice, timesRealTime, eventLoopP99: delay.percentile(99) / 1e6, samples });
  }
  await flite.close();
  return figures;
}
