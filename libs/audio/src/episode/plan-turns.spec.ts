import { describe, expect, test } from '@jest/globals';

import { planTurns } from './plan-turns.ts';
import { createFakeVoice } from '../testing/fake-voice.ts';
import { scriptOf } from '../testing/script-of.ts';

const voice = createFakeVoice();
const turn = (text: string, speaker = 'Alex') => ({ text, speaker, section: 'One' });
const plan = (turns: ReturnType<typeof turn>[], name = 'job/podcast.mp3') =>
  planTurns(scriptOf(0, { turns }), { name }, voice);

describe('planning turns', () => {
  test('when speakers come up, they get the voices in order, and from the start again', async () => {
    const { voices } = await plan([turn('Hi', 'B'), turn('Hi', 'A'), turn('Hi', 'C'), turn('Hi', 'B')]);
    expect(voices).toEqual({ B: 'low', A: 'high', C: 'low' });
  });

  test('when turns say the same by the same voice, their speech has one name', async () => {
    const [one, same, otherVoice, otherText] = (
      await plan([turn('Hi'), turn('Hi'), turn('Hi', 'Sam'), turn('Ho')])
    ).units;
    expect(same?.speechName).toBe(one?.speechName);
    expect(new Set([one, otherVoice, otherText].map((each) => each?.speechName)).size).toBe(3);
  });

  test('when the settings of the voice differ, the speech has another name', async () => {
    const script = scriptOf(1);
    const plans = ['one', 'other'].map((id) => planTurns(script, { name: 'a/b.mp3' }, { ...voice, id }));
    const names = (await Promise.all(plans)).map(({ units }) => units[0]?.speechName);
    expect(names[0]).not.toBe(names[1]);
  });

  test('when the episode is in a folder, speech is kept in that folder', async () => {
    expect((await plan([turn('Hi')])).units[0]?.speechName).toMatch(
      /^job\/podcast\.mp3\.speech\/[\da-f]{64}\.speech$/,
    );
  });

  test('when turns hold nothing to say, they are left out and named', async () => {
    const { units, skippedTurns } = await plan([turn('👍'), turn('Hi'), turn('…')]);
    expect([units.map((unit) => unit.turn), skippedTurns]).toEqual([[1], [0, 2]]);
  });

  test.each([
    ['has no turns', []],
    ['holds nothing to say', [turn('...'), turn('👍')]],
    ['has a turn without a speaker', [turn('Hi', ' ')]],
  ])('when the script %s, it is invalid', async (_, turns) => {
    await expect(plan(turns)).rejects.toMatchObject({ code: 'script-invalid', isRetryable: false });
  });

  test.each(['de', 'de-AT'])(
    'when the voices do not speak %s, it is refused rather than mispronounced',
    async (language) => {
      const english = createFakeVoice({ languages: ['en'] });
      await expect(planTurns(scriptOf(2, { language }), { name: 'a/b.mp3' }, english)).rejects.toMatchObject({
        code: 'language-unsupported',
      });
    },
  );

  test('when the language is a regional one that is spoken, it is planned', async () => {
    const english = createFakeVoice({ languages: ['en'] });
    expect(
      (await planTurns(scriptOf(2, { language: 'en-GB' }), { name: 'a/b.mp3' }, english)).units,
    ).toHaveLength(2);
  });

  test('when a turn is longer than the voice takes at once, it is split at sentence ends', async () => {
    const short = createFakeVoice({ maximumCharacters: 30 });
    const turns = [turn('One sentence is here. Another is there. A third.'), turn('Short.')];
    const { units } = await planTurns(scriptOf(0, { turns }), { name: 'a/b.mp3' }, short);
    expect(units.map((unit) => [unit.turn, unit.text])).toEqual([
      [0, 'One sentence is here.'],
      [0, 'Another is there. A third.'],
      [1, 'Short.'],
    ]);
  });

  test('when the voice takes any length, a piece is still no longer than 2500 characters', async () => {
    const patient = createFakeVoice({ maximumCharacters: 1e6 });
    const { units } = await planTurns(
      scriptOf(0, { turns: [turn('A sentence. '.repeat(1000))] }),
      { name: 'a/b.mp3' },
      patient,
    );
    expect(units.length).toBe(5);
    expect(Math.max(...units.map(({ text }) => text.length))).toBeLessThanOrEqual(2500);
  });

  test('when units follow, each knows what is said before and after it', async () => {
    const { units } = await plan([turn('One.'), turn('👍'), turn('Two.', 'Sam'), turn('Three.')]);
    expect(units.map(({ previousText, nextText }) => [previousText, nextText])).toEqual([
      [undefined, 'Two.'],
      ['One.', 'Three.'],
      ['Two.', undefined],
    ]);
  });

  test('when what is said around a turn changes, its speech keeps its name', async () => {
    const nameIn = async (turns: ReturnType<typeof turn>[]) =>
      (await plan(turns)).units.find(({ text }) => text === 'Same.')?.speechName;
    expect(await nameIn([turn('Before.'), turn('Same.')])).toBe(
      await nameIn([turn('Same.'), turn('After.')]),
    );
  });

  test('when a section is renamed, the episode is another one and its speech the same', async () => {
    const [one, other] = [await plan([turn('Hi')]), await plan([{ ...turn('Hi'), section: 'Two' }])];
    expect(one.key).not.toBe(other.key);
    expect(one.units[0]?.speechName).toBe(other.units[0]?.speechName);
  });
});
