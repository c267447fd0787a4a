import { describe, expect, test } from '@jest/globals';
import id3 from 'node-id3';

import { type EpisodeTags, id3Tag } from './id3-tag.ts';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3);
const chaptersOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ title: `Part ${index + 1}`, startSeconds: index, endSeconds: index + 1 },
  }));
const tagOf = (tags: Partial<EpisodeTags>): id3.Tags =>
  id3.read(
    Buffer.from(
      id3Tag({ title: 'Cells', language: 'en', durationSeconds: 2.0004, chapters: chaptersOf(2), ...tags }),
    ),
  );

describe('the tag of an episode', () => {
  test('when it is read, it names title, language, length and where each chapter begins and ends', () => {
    expect(tagOf({})).toMatchObject({
      ...{ title: 'Cells', language: 'eng', length: '2000' },
      chapter: [
        { startTimeMs: 0, endTimeMs: 1000, tags: { title: 'Part 1' } },
        { startTimeMs: 1000, endTimeMs: 2000, tags: { title: 'Part 2' } },
      ],
      tableOfContents: [{ isOrdered: true, elements: ['chapter1', 'chapter2'] }],
    });
  });

  test('when there are more chapters than a table of contents can list, all are there and the first 255 are listed', () => {
    const { chapter, tableOfContents } = tagOf({ chapters: chaptersOf(300) });
    expect([chapter?.length, tableOfContents?.[0]?.elements?.length]).toEqual([300, 255]);
  });

  test('when titles hold control characters, nothing is cut off and no other tag begins', () => {
    const title = 'Cells\u0000and\r\ntissues \ud83d\ude00\u0007';
    const tag = tagOf({ title, chapters: [{ title, startSeconds: 0, endSeconds: 1 }] });
    const shown = 'Cells and tissues \u{1f600}';
    expect([tag.title, tag.chapter?.[0]?.tags?.title]).toEqual([shown, shown]);
  });

  test.each([
    ['pt-BR', 'por'],
    ['ZH-Hant', 'zho'],
    ['tlh', undefined],
  ])('when the language is %s, the tag says %s', (language, code) => {
    expect(tagOf({ language }).language).toBe(code);
  });

  test('when there is a cover, it is the front cover, as it came', () => {
    const { image } = tagOf({ cover: { bytes: png } });
    expect(image).toMatchObject({ mime: 'image/png', type: { id: 3 }, imageBuffer: Buffer.from(png) });
  });

  test.each([
    ['no picture', Uint8Array.of(1, 2, 3, 4)],
    ['too large', new Uint8Array(4 * 1024 * 1024 + 1).fill(0).with(0, 0xff).with(1, 0xd8).with(2, 0xff)],
  ])('when the cover is %s, it is refused', (_, bytes) => {
    expect(() => tagOf({ cover: { bytes } })).toThrow(expect.objectContaining({ code: 'cover-invalid' }));
  });
});
