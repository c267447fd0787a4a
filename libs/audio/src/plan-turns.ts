import { createHash } from 'node:crypto';
import { posix } from 'node:path';

import { AudioError } from './errors.ts';
import type { Voice } from './ports/voice.ts';
import type { Script, Turn } from './script.ts';

export interface PlannedTurn extends Turn {
  /** Counted from 0 in the script. */
  index: number;
  voice: string;
  /** Where its speech is kept until the episode is written. */
  speechName: string;
}

export interface EpisodePlan {
  turns: PlannedTurn[];
  /** Indices of turns in which there is nothing to say: neither letter nor digit. */
  skippedTurns: number[];
  /** Speaker → voice. */
  voices: Record<string, string>;
  speechFolder: string;
  /** The same for the same script and voices: tells a finished episode from one of another script. */
  key: string;
}

const hash = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * Gives each speaker a voice, in the order in which they come up, and each turn the name of its speech, which
 * is the same for the same words by the same voice. Throws `script-invalid` and `language-unsupported`.
 */
export function planTurns(script: Script, name: string, voice: Voice): EpisodePlan {
  const spoken = (turn: Turn) => /[\p{L}\p{N}]/u.test(turn.text);
  if (!script.turns.some(spoken)) throw new AudioError('script-invalid', 'The script says nothing');
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
  const speechFolder = posix.join(posix.dirname(name), 'speech');
  const turns = script.turns.map((turn, index) => {
    const voiceName = voiceOf.get(turn.speaker) ?? '';
    const speechName = `${speechFolder}/${hash(turn.text, voiceName, voice.id)}.pcm`;
    return { ...turn, index, voice: voiceName, speechName };
  });
  return {
    turns: turns.filter(spoken),
    skippedTurns: turns.filter((turn) => !spoken(turn)).map(({ index }) => index),
    voices: Object.fromEntries(voiceOf),
    speechFolder,
    key: hash(
      script.title,
      script.language,
      turns.map(({ section, speechName }) => [section, speechName]),
    ),
  };
}
