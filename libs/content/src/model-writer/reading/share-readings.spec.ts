import { describe, expect, test } from '@jest/globals';

import { ContentError } from '../../errors.ts';
import { buildSource } from '../../testing/source-builders.ts';
import type { SourceReading } from './read-source.ts';
import { createReadingShare } from './share-readings.ts';

const reading: SourceReading = { block: 'the source', characters: 10, remarks: [] };
const never = () => new Promise<SourceReading>(() => {});

describe('createReadingShare', () => {
  test('when two writings read a source under the same rules, it is read once; under others, again', async () => {
    const share = createReadingShare();
    const source = buildSource();
    let reads = 0;
    const read = async () => ((reads += 1), reading);
    await Promise.all([share(source, 'rules', read, undefined), share(source, 'rules', read, undefined)]);
    expect(reads).toBe(1);
    await share(source, 'other rules', read, undefined);
    expect(reads).toBe(2);
  });

  test('when who waits for another reading gives up, he is told at once', async () => {
    const share = createReadingShare();
    const source = buildSource();
    const waiting = new AbortController();
    void share(source, 'rules', never, undefined);
    const follower = share(source, 'rules', never, waiting.signal);
    waiting.abort();
    await expect(follower).rejects.toMatchObject({ code: 'writing-aborted' });
  });

  test.each(['writing-aborted', 'deadline-exceeded', 'cost-limit-reached'] as const)(
    'when the first reading ends with %s, which is its own affair, the next writing reads for itself',
    async (code) => {
      const share = createReadingShare();
      const source = buildSource();
      const failing = share(
        source,
        'rules',
        () => Promise.reject(new ContentError(code, 'Mine.')),
        undefined,
      );
      const follower = share(source, 'rules', async () => reading, undefined);
      await expect(failing).rejects.toMatchObject({ code });
      await expect(follower).resolves.toMatchObject(reading);
    },
  );

  test('when the reading fails for a reason that is common to all, all fail, and the next one tries again', async () => {
    const share = createReadingShare();
    const source = buildSource();
    const fail = () => Promise.reject(new ContentError('provider-unavailable', 'Away.'));
    const both = [
      share(source, 'rules', fail, undefined),
      share(source, 'rules', async () => reading, undefined),
    ];
    const ends = await Promise.allSettled(both);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(share(source, 'rules', async () => reading, undefined)).resolves.toMatchObject(reading);
  });
});
