import { describe, expect, test } from '@jest/globals';

import type { Turn } from '../script.ts';
import { transcriptNameOf, writeTranscript } from './transcript.ts';

const scriptOf = (...turns: [speaker: string, text: string][]) => ({
  ...{ title: 'Cells', language: 'en' },
  turns: turns.map(([speaker, text]): Turn => ({ speaker, text, section: 'One' })),
});
const cuesOf = (transcript: string) =>
  transcript
    .split('\n\n')
    .slice(1)
    .map((cue) => cue.trimEnd().split('\n'));

describe('a transcript in WebVTT', () => {
  test('when turns are short, each is a cue with its number, its time and its speaker', () => {
    const script = scriptOf(['Ana', 'What is a cell?'], ['Ben', 'The smallest living thing.']);
    const times = [
      { turn: 0, startSeconds: 0.15, endSeconds: 1.2 },
      { turn: 1, startSeconds: 3599.9996, endSeconds: 3661.0304 },
    ];
    expect(writeTranscript(script, times)).toBe(`WEBVTT

1
00:00:00.150 --> 00:00:01.200
<v Ana>What is a cell?

2
01:00:00.000 --> 01:01:01.030
<v Ben>The smallest living thing.
`);
  });

  test('when a turn is long, its cues follow each other from its start to its end, in proportion to their text', () => {
    const sentence = 'Every living thing is made of cells, and every cell comes from another cell';
    const script = scriptOf(['Ana', `${sentence}. ${sentence}. ${sentence}. ${sentence}.`]);
    const cues = cuesOf(writeTranscript(script, [{ turn: 0, startSeconds: 10, endSeconds: 30 }]));

    expect(cues.map(([number]) => number)).toEqual(['1.1', '1.2', '1.3', '1.4']);
    expect(cues.map(([, time]) => time)).toEqual([
      '00:00:10.000 --> 00:00:15.000',
      '00:00:15.000 --> 00:00:20.000',
      '00:00:20.000 --> 00:00:25.000',
      '00:00:25.000 --> 00:00:30.000',
    ]);
    expect(cues.map(([, , said]) => said)).toEqual(Array(4).fill(`<v Ana>${sentence}.`));
  });

  test('when a turn was left out, its number is, too', () => {
    const script = scriptOf(['Ana', 'One.'], ['Ben', '…'], ['Ana', 'Three.']);
    const times = [0, 2].map((turn) => ({ turn, startSeconds: turn, endSeconds: turn + 1 }));
    expect(cuesOf(writeTranscript(script, times)).map(([number, , said]) => [number, said])).toEqual([
      ['1', '<v Ana>One.'],
      ['3', '<v Ana>Three.'],
    ]);
  });

  test('when names and texts hold what WebVTT takes for its own, it is written so that players show it', () => {
    const script = scriptOf(['A\u0000 &\u202e <B>', 'If a < b & b > c,\n\nthen --> what? **Well.**']);
    const transcript = writeTranscript(script, [{ turn: 0, startSeconds: 0, endSeconds: 1 }]);
    const said = cuesOf(transcript).map(([, , text]) => text);
    expect(said.join(' ')).toMatch(
      /^<v A &amp; &lt;B&gt;>If a &lt; b &amp; b &gt; c, then --&gt; what\? Well\.$/,
    );
    expect(transcript.match(/-->/g)).toHaveLength(said.length);
  });

  test.each([
    ['job/podcast.mp3', 'job/podcast.vtt'],
    ['job/podcast.MP3', 'job/podcast.vtt'],
    ['job/mp3.podcast', 'job/mp3.podcast.vtt'],
  ])('when an episode is named %s, its transcript is %s', (episode, transcript) => {
    expect(transcriptNameOf(episode)).toBe(transcript);
  });
});
