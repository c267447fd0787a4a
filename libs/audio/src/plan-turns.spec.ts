import { describe, expect, test } from '@jest/globals';

import { planTurns } from './plan-turns.ts';
import { createFakeVoice } from './testing/fake-voice.ts';
import { scriptOf } from './testing/script-of.ts';

const voice = createFakeVoice();
const turn = (text: string, speaker = 'Alex') => ({ text, speaker, section: 'One' });
const plan = (turns: ReturnType<typeof turn>[], name = 'job/podcast.mp3') =>
  planTurns(scriptOf(0, { turns }), name, voice);

describe('planning turns', () => {
  test('when speakers come up, they get the voices in order, and from the start again', () => {
    const { voices } = plan([turn('Hi', 'B'), turn('Hi', 'A'), turn('Hi', 'C'), turn('Hi', 'B')]);
    expect(voices).toEqual({ B: 'low', A: 'high', C: 'low' });
  });

  test('when turns say the same by the same voice, their speech has one name', () => {
    const [one, same, otherVoice, otherText] = plan([
      turn('Hi'),
      turn('Hi'),
      turn('Hi', 'Sam'),
      turn('Ho'),
    ]).turns;
    expect(same?.speechName).toBe(one?.speechName);
    expect(new Set([one, otherVoice, otherText].map((each) => each?.speechName)).size).toBe(3);
  });

  test('when the settings of the voice differ, the speech has another name', () => {
    const script = scriptOf(1);
    const names = ['one', 'other'].map(
      (id) => planTurns(script, 'a/b.mp3', { ...voice, id }).turns[0]?.speechName,
    );
    expect(names[0]).not.toBe(names[1]);
  });

  test('when the episode is in a folder, speech is kept in that folder', () => {
    expect(plan([turn('Hi')]).turns[0]?.speechName).toMatch(/^job\/speech\/[\da-f]{64}\.pcm$/);
  });

  test('when turns hold nothing to say, they are left out and named', () => {
    const { turns, skippedTurns } = plan([turn('👍'), turn('Hi'), turn('…')]);
    expect([turns.map(({ index }) => index), skippedTurns]).toEqual([[1], [0, 2]]);
  });

  test.each([
    ['has no turns', []],
    ['holds nothing to say', [turn('...'), turn('👍')]],
    ['has a turn without a speaker', [turn('Hi', ' ')]],
  ])('when the script %s, it is invalid', (_, turns) => {
    expect(() => plan(turns)).toThrow(
      expect.objectContaining({ code: 'script-invalid', isRetryable: false }),
    );
  });

  test.each(['de', 'de-AT'])(
    'when the voices do not speak %s, it is refused rather than mispronounced',
    (language) => {
      const english = createFakeVoice({ languages: ['en'] });
      expect(() => planTurns(scriptOf(2, { language }), 'a/b.mp3', english)).toThrow(
        expect.objectContaining({ code: 'language-unsupported' }),
      );
    },
  );

  test('when the language is a regional one that is spoken, it is planned', () => {
    const english = createFakeVoice({ languages: ['en'] });
    expect(planTurns(scriptOf(2, { language: 'en-GB' }), 'a/b.mp3', english).turns).toHaveLength(2);
  });
});
