import { describe, expect, test } from '@jest/globals';

import { createInMemoryBlobStore } from '../testing/in-memory-blob-store.ts';
import { createTextStore, storedText } from './firestore-texts.ts';

const inlineBytes = 32 * 1024;

describe('texts of any length', () => {
  test.each([
    ['as long as a document takes', 'a'.repeat(inlineBytes), 0],
    ['a byte longer', 'a'.repeat(inlineBytes + 1), 1],
    ['as long in characters, and longer in bytes', 'ü'.repeat(inlineBytes), 1],
  ])('when a text is %s, it comes back', async (_, text, count) => {
    const blobs = createInMemoryBlobStore();
    const texts = createTextStore(blobs);
    const stored = await texts.store('job-1', text);
    expect(blobs.keys).toHaveLength(count);
    expect(await texts.read(storedText({ field: stored }, 'field'))).toBe(text);
  });

  test('when a text is removed, the same text that was stored again stays', async () => {
    const texts = createTextStore(createInMemoryBlobStore());
    const text = 'a'.repeat(inlineBytes + 1);
    const [first, second] = [await texts.store('job-1', text), await texts.store('job-1', text)];
    await texts.remove(first);
    await expect(texts.read(first)).rejects.toMatchObject({ code: 'store-unavailable', isRetryable: true });
    expect(await texts.read(second)).toBe(text);
  });

  test('when all texts of a job are removed, those of a job with a longer id stay', async () => {
    const blobs = createInMemoryBlobStore();
    const texts = createTextStore(blobs);
    for (const id of ['job-1', 'job-1', 'job-10']) await texts.store(id, 'a'.repeat(inlineBytes + 1));
    await texts.removeAll('job-1');
    expect(blobs.keys).toEqual([expect.stringMatching(/^jobs\/job-10\//)]);
  });

  test('when a blob can not be removed now, whoever wanted it gone goes on', async () => {
    const failing = { ...createInMemoryBlobStore(), delete: () => Promise.reject(new Error('Away.')) };
    const texts = createTextStore(failing);
    const stored = await texts.store('job-1', 'a'.repeat(inlineBytes + 1));
    await expect(texts.remove(stored)).resolves.toBeUndefined();
    await expect(texts.removeAll('job-1')).rejects.toThrow('Away.');
  });
});
