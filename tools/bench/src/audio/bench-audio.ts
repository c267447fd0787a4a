import { loadNow, machineFacts } from '../machine-facts.ts';
import { median } from '../statistics.ts';
import { openWorkplace } from '../workplace.ts';
import { measureEncoder } from './measure-encoder.ts';
import { measureEpisode } from './measure-episode.ts';
import { measureOffsets } from './measure-offsets.ts';
import { measureVoices } from './measure-voice.ts';

/** A podcast of so many minutes by the built-in voices, and what it is made of: voices, assembly, encoding. */
export async function benchAudio({
  rounds,
  targetMinutes,
  print,
}: {
  rounds: number;
  targetMinutes: number;
  print: (line: string) => void;
}): Promise<void> {
  const workplace = openWorkplace();
  try {
    for (const line of machineFacts(workplace.folder)) print(line);
    for (let round = 0; round < rounds; round += 1) {
      const { seconds, durationSeconds, maxRssMegabytes, health, eventLoop } = await measureEpisode(
        workplace,
        targetMinutes,
      );
      print(
        `episode: ${(durationSeconds / 60).toFixed(1)} min (${targetMinutes} asked for) in ${seconds.toFixed(1)} s, ` +
          `${(durationSeconds / seconds).toFixed(0)} × real time, at most ${maxRssMegabytes.toFixed(0)} MB; ` +
          `/healthz ${health.longest.toFixed(1)} ms at most, p99 ${health.p99.toFixed(1)} ms of ${health.count}; ` +
          `event loop held up for ${eventLoop.longest.toFixed(0)} ms at most, p99 ${eventLoop.p99.toFixed(1)} ms; ${loadNow()}`,
      );
    }
    const voices = await measureVoices();
    for (const { voice, timesRealTime, eventLoopP99 } of voices)
      print(
        `${voice}: ${timesRealTime.toFixed(0)} × real time in one thread, event loop p99 ${eventLoopP99.toFixed(1)} ms`,
      );

    const offset = await measureOffsets(workplace.makeFolder('offsets'));
    print(
      `assembly: each of 20 turns within ${offset.toFixed(1)} ms of its time (an MP3 frame lasts 36 ms at 16 kHz)`,
    );

    const samples = Int16Array.from(voices.flatMap((voice) => [...voice.samples]));
    const encodings: { ours: number; native: number | undefined }[] = [];
    for (let round = 0; round < Math.max(3, rounds); round += 1)
      encodings.push(await measureEncoder(workplace.folder, samples));
    const native = encodings.flatMap((each) => each.native ?? []);
    const ours = median(encodings.map((each) => each.ours));
    const speed = `${(samples.length / 16_000 / ours).toFixed(0)} × real time`;
    print(
      native.length === 0
        ? `encoding: ${speed}; lame is not installed to compare`
        : `encoding: ${(ours / median(native)).toFixed(2)} × the time of native lame (${speed})`,
    );
  } finally {
    await workplace.close();
  }
}
