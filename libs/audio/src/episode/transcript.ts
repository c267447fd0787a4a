import type { Script } from '../script.ts';
import { splitText } from '../speakable/split-text.ts';
import { stripMarkup } from '../speakable/markup.ts';
import { plainLine } from '../speakable/plain-line.ts';
import type { TurnTime } from './timeline.ts';

/** What fits on two lines of a player. */
const cueCharacters = 120;

const escape = (text: string): string =>
  plainLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Hours, minutes, seconds and milliseconds, as WebVTT has them: 01:02:03.004. */
function timestamp(seconds: number): string {
  const milliseconds = Math.round(1000 * seconds);
  const part = (divisor: number, modulus: number, digits: number) =>
    String(Math.floor(milliseconds / divisor) % modulus).padStart(digits, '0');
  return `${part(3_600_000, 1000, 2)}:${part(60_000, 60, 2)}:${part(1000, 60, 2)}.${part(1, 1000, 3)}`;
}

/** Beside the episode: `<job>/podcast.vtt`. */
export const transcriptNameOf = (episodeName: string): string => `${episodeName.replace(/\.mp3$/i, '')}.vtt`;

/**
 * A transcript in WebVTT (w3.org/TR/webvtt1): what each turn says as it is written, with its speaker. A turn's first cue
 * begins and its last one ends with it, to the millisecond; between them its time is shared out by characters.
 */
export function writeTranscript(script: Script, turns: readonly TurnTime[]): string {
  const cues = turns.flatMap(({ turn, startSeconds, endSeconds }) => {
    const { speaker = '', text = '' } = script.turns[turn] ?? {};
    const pieces = splitText(stripMarkup(text), cueCharacters);
    const total = pieces.reduce((sum, { length }) => sum + length, 0);
    let spoken = 0;
    const momentOf = () => startSeconds + ((endSeconds - startSeconds) * spoken) / total;
    return pieces.map((piece, index) => {
      const from = momentOf();
      spoken += piece.length;
      const identifier = pieces.length === 1 ? `${turn + 1}` : `${turn + 1}.${index + 1}`;
      return `${identifier}\n${timestamp(from)} --> ${timestamp(momentOf())}\n<v ${escape(speaker)}>${escape(piece)}\n`;
    });
  });
  return ['WEBVTT\n', ...cues].join('\n');
}
