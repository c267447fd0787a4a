import { readFile } from 'node:fs/promises';

import { createFliteVoice } from './flite-voice.ts';
import { trimSilence } from '../../signal/samples.ts';
import { decodeSpeech } from '../../speech/decode-speech.ts';

/**
 * Measures how fast the built-in voices speak, for the constants in flite-voice.ts:
 *
 *   node libs/audio/src/adapters/flite/measure-speaking-rate.ts prose.txt [voice …]
 *
 * Each paragraph of the file (blank lines between) of at most 600 characters is a turn. Prints, a voice, the least-squares line of seconds
 * over characters: its slope is the pace, its intercept what a turn takes besides.
 */
const [path, ...named] = process.argv.slice(2);
if (path === undefined) throw new Error('Name a file of prose, with blank lines between paragraphs');
const turns = (await readFile(path, 'utf8'))
  .split(/\n\s*\n/)
  .filter((turn) => /\p{L}/u.test(turn) && turn.length <= 600);
const voices = named.length > 0 ? named : ['slt', 'rms'];
const voice = createFliteVoice({ voices: ['slt', 'rms', 'awb', 'kal16'] });

for (const name of voices) {
  const points: { characters: number; seconds: number }[] = [];
  for (const text of turns) {
    const { samples, sampleRate } = await decodeSpeech(
      await voice.speak({ text, voice: name, language: 'en' }),
    );
    points.push({ characters: text.length, seconds: trimSilence(samples, sampleRate).length / sampleRate });
  }
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [characters, seconds] = [mean((point) => point.characters), mean((point) => point.seconds)];
  const slope =
    mean((point) => (point.characters - characters) * (point.seconds - seconds)) /
    mean((point) => (point.characters - characters) ** 2);
  console.log(
    `${name}: ${points.length} turns of ${characters.toFixed(0)} characters, ` +
      `${(1 / slope).toFixed(2)} characters a second and ${(seconds - slope * characters).toFixed(2)} s a turn`,
  );
}
await voice.close();
