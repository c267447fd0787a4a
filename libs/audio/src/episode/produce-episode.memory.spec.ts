import { describe, expect, test } from '@jest/globals';

import { AudioError } from '../errors.ts';
import type { RememberSpeech } from '../speech/speech-memory.ts';
import { createFakeVoice, type FakeVoiceOptions } from '../testing/fake-voice.ts';
import { createMemoryAudioStore } from '../testing/memory-audio-store.ts';
import { scriptOf } from '../testing/script-of.ts';
import { produceEpisode } from './produce-episode.ts';

/** Remembers for good what was made. */
function memoryOf(known = new Map<string, Uint8Array>()): {
  known: Map<string, Uint8Array>;
  remember: RememberSpeech;
} {
  return {
    known,
    async remember(parts, make, signal) {
      const key = JSON.stringify(parts);
      const bytes = known.get(key) ?? (await make(signal));
      known.set(key, bytes);
      return bytes;
    },
  };
}

const silence = {
  audio: { format: 'pcm', samples: new Int16Array(8000) },
  ...{ sampleRate: 8000, characters: 40 },
} as const;

function factory(remember: RememberSpeech, options: FakeVoiceOptions = {}) {
  const voice = createFakeVoice(options);
  const store = createMemoryAudioStore();
  const spoken: number[] = [];
  return {
    ...{ voice, spoken },
    make: (name: string, script = scriptOf(4)) =>
      produceEpisode({ voice, store, remember }, script, {
        ...{ name: `${name}/podcast.mp3`, retry: { firstWaitSeconds: 0 } },
        onSpoken: ({ characters }) => spoken.push(characters),
      }),
  };
}

describe('speech that episodes share', () => {
  test('F23 when another episode says most of the same, only what differs is voiced, and counted', async () => {
    const { make, voice, spoken } = factory(memoryOf().remember);
    const first = await make('one');
    const script = scriptOf(4);
    const [changed = { speaker: '', text: '', section: '' }] = script.turns;
    changed.text = 'This turn alone says something else.';
    const other = await make('other', script);

    expect(voice.requests.map(({ text }) => text)).toEqual([
      ...scriptOf(4).turns.map(({ text }) => text),
      changed.text,
    ]);
    expect(spoken).toHaveLength(5);
    expect([first.turns, other.turns]).toEqual([4, 4]);
  });

  test('when a voice of another id asks, nothing of the first is used', async () => {
    const { known, remember } = memoryOf();
    await factory(remember).make('one');
    const other = factory(remember, { id: 'other' });
    await other.make('other');
    expect(other.voice.requests).toHaveLength(4);
    expect(known.size).toBe(8);
  });

  test.each([
    ['cut short', (bytes: Uint8Array) => bytes.subarray(0, 100)],
    ['of no meaning', () => Buffer.from('hello')],
  ])('when what is remembered is %s, it is voiced again', async (_, spoil) => {
    const { known, remember } = memoryOf();
    await factory(remember).make('one');
    for (const [key, bytes] of known) known.set(key, spoil(bytes));
    const other = factory(remember);
    const episode = await other.make('other');
    expect(other.voice.requests).toHaveLength(4);
    expect(episode.turns).toBe(4);
  });

  test('F21 when speech is silent, it is not remembered', async () => {
    const { known, remember } = memoryOf();
    const { make, voice } = factory(remember, {
      intercept: (_request, count) => (count === 0 ? silence : undefined),
    });
    await make('one');
    expect(voice.requests).toHaveLength(5);
    const sizes = [...known.values()].map(({ length }) => length);
    expect(sizes).not.toContain(24 + silence.audio.samples.byteLength);
    expect(sizes).toHaveLength(4);
  });

  test('when another episode was making the same and gave up, the turn is tried again', async () => {
    const { remember } = memoryOf();
    let asked = 0;
    const { make, voice } = factory(async (parts, own, signal) => {
      asked += 1;
      if (asked === 1) throw new AudioError('audio-aborted', 'The other job was cancelled');
      return remember(parts, own, signal);
    });
    await expect(make('one')).resolves.toMatchObject({ turns: 4 });
    expect([asked, voice.requests.length]).toEqual([5, 4]);
  });

  test('when the own voice refuses for good, it is asked once', async () => {
    const { make, voice } = factory(memoryOf().remember, {
      parallelism: 1,
      intercept: () => {
        throw new AudioError('voice-quota-exceeded', 'Nothing left to spend');
      },
    });
    await expect(make('one')).rejects.toMatchObject({
      ...{ code: 'voice-quota-exceeded', message: 'Turn 1 (Alex): Nothing left to spend' },
    });
    expect(voice.requests).toHaveLength(1);
  });
});
