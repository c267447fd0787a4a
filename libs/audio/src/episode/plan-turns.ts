import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import { AudioError } from '../errors.ts';
import type { Cover } from '../mp3/id3-tag.ts';
import type { Voice } from '../ports/voice.ts';
import type { Script, Turn } from '../script.ts';
import { splitText } from '../speakable/split-text.ts';

/** What is voiced, checked, kept and, if it fails, voiced again by itself: a turn, or a piece of a long one. */
export interface SpeechUnit {
  /** Of its turn, counted from 0 in the script. */
  turn: number;
  speaker: string;
  section: string;
  voice: string;
  /** As it is read aloud. */
  text: string;
  /** What is said before and after it. */
  previousText: string | undefined;
  nextText: string | undefined;
  /** Where its speech is kept until the episode is written. */
  speechName: string;
}

export interface EpisodePlan {
  units: SpeechUnit[];
  /** Indices of turns in which there is nothing to say. */
  skippedTurns: number[];
  /** Speaker → voice. */
  voices: Record<string, string>;
  speechFolder: string;
  /** The same for the same script, cover and voices: tells a finished episode from another. */
  key: string;
}

/** Two and a half minutes: more is too much to voice again when it fails, whatever a provider takes at once. */
const mostCharacters = 2500;
/** Raised when the same speech would be judged or assembled otherwise, so that what was made before is made again. */
const assemblyVersion = 2;

const hash = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * Gives each speaker a voice, in the order in which they come up, splits turns at sentence ends below what the voice
 * takes at once, and names the speech of each unit: the same for the same words by the same voice, wherever they stand.
 * Rejects with `script-invalid` and `language-unsupported`.
 */
export async function planTurns(
  script: Script,
  { name, cover }: { name: string; cover?: Cover | undefined },
  voice: Voice,
): Promise<EpisodePlan> {
  const nameless = script.turns.findIndex(({ speaker }) => speaker.trim() === '');
  if (nameless >= 0) throw new AudioError('script-invalid', `Turn ${nameless + 1} has no speaker`);
  const language = script.language.split('-')[0]?.toLowerCase() ?? '';
  if (voice.languages !== 'any' && !voice.languages.includes(language))
    throw new AudioError(
      'language-unsupported',
      `These voices speak ${voice.languages.join(', ')}, not ${script.language}`,
    );

  const speakers = [...new Set(script.turns.map(({ speaker }) => speaker))];
  const voiceOf = new Map(
    speakers.map((speaker, index) => [speaker, voice.voices[index % voice.voices.length] ?? '']),
  );
  // Of this episode alone: beside it, others may stand.
  const speechFolder = `${name}.speech`;
  const pieceCharacters = Math.min(mostCharacters, voice.maximumCharacters);
  const unitsOf = (turn: Turn, index: number) => {
    const voiceName = voiceOf.get(turn.speaker) ?? '';
    return splitText(voice.speakable(turn.text, script.language), pieceCharacters).map((text) => ({
      turn: index,
      ...{ speaker: turn.speaker, section: turn.section, voice: voiceName, text },
      speechName: `${speechFolder}/${hash(text, voiceName, voice.id, script.language)}.speech`,
    }));
  };
  const units: Omit<SpeechUnit, 'previousText' | 'nextText'>[] = [];
  for (const [index, turn] of script.turns.entries()) {
    units.push(...unitsOf(turn, index));
    // Writing out a long script takes its time: a server answers others between two turns.
    await setImmediate();
  }
  if (units.length === 0) throw new AudioError('script-invalid', 'The script says nothing');
  const heard = new Set(units.map(({ turn }) => turn));
  return {
    units: units.map((unit, index) => ({
      ...unit,
      previousText: units[index - 1]?.text,
      nextText: units[index + 1]?.text,
    })),
    skippedTurns: script.turns.map((_, index) => index).filter((index) => !heard.has(index)),
    voices: Object.fromEntries(voiceOf),
    speechFolder,
    key: hash(
      ...[assemblyVersion, script.title, script.language],
      cover && createHash('sha256').update(cover.bytes).digest('hex'),
      script.turns.map(({ speaker, section, text }) => [speaker, section, text]),
      units.map(({ turn, speechName }) => [turn, speechName]),
    ),
  };
}
