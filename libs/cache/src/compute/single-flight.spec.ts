import { setImmediate as nextTurn } from 'node:timers/promises';

import { describe, expect, test } from '@jest/globals';

import { SingleFlight } from './single-flight.ts';

describe('SingleFlight', () => {
  test('when several ask for a key meanwhile, one piece of work runs for all', async () => {
    const flights = new SingleFlight<number>();
    let runs = 0;
    const work = async () => (runs += 1);
    expect(await Promise.all([1, 2, 3].map(() => flights.run('key', work)))).toEqual([1, 1, 1]);
    expect(await flights.run('key', work)).toBe(2);
  });

  test('when the keys differ, each has its own', async () => {
    const flights = new SingleFlight<string>();
    const answers = ['one', 'two'].map((key) => flights.run(key, async () => key));
    expect(await Promise.all(answers)).toEqual(['one', 'two']);
  });

  test('when the work fails, all get its error, and the next runs anew', async () => {
    const flights = new SingleFlight<number>();
    const failure = new Error('down');
    const failing = () => Promise.reject(failure);
    const outcomes = await Promise.allSettled([flights.run('key', failing), flights.run('key', failing)]);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual([
      failure,
      failure,
    ]);
    expect(await flights.run('key', async () => 1)).toBe(1);
  });

  test('when the result is to stay until a moment, who comes before it gets the result', async () => {
    const flights = new SingleFlight<number>();
    const stored = Promise.withResolvers<void>();
    await flights.run('key', async (flight) => {
      flight.stayUntil(stored.promise);
      return 1;
    });
    expect(await flights.run('key', async () => 2)).toBe(1);
    stored.resolve();
    await nextTurn();
    expect(await flights.run('key', async () => 2)).toBe(2);
  });

  test('when a key is outdated, who waits gets the result, who comes begins anew, and neither ends the other', async () => {
    const flights = new SingleFlight<string>();
    const former = Promise.withResolvers<string>();
    const waiting = flights.run('key', () => former.promise);
    const outdated = flights.find('key');
    flights.outdate((key) => key === 'key');
    expect(outdated?.isOutdated).toBe(true);
    const present = Promise.withResolvers<string>();
    const newcomer = flights.run('key', () => present.promise);
    former.resolve('former');
    expect(await waiting).toBe('former');
    await nextTurn();
    const companion = flights.run('key', async () => 'other');
    present.resolve('present');
    expect(await Promise.all([newcomer, companion])).toEqual(['present', 'present']);
  });

  test('when the only one who waits leaves before the work has begun, its signal has aborted', async () => {
    const flights = new SingleFlight<boolean>();
    const controller = new AbortController();
    const begun = Promise.withResolvers<boolean>();
    const leaving = flights.run(
      'key',
      async ({ signal }) => {
        begun.resolve(signal.aborted);
        return true;
      },
      controller.signal,
    );
    controller.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
    expect(await begun.promise).toBe(true);
  });

  test('when who asks has aborted already, it is refused, and work under way goes on for the others', async () => {
    const flights = new SingleFlight<number>();
    const result = Promise.withResolvers<number>();
    const waiting = flights.run('key', () => result.promise);
    const late = flights.run('key', async () => 2, AbortSignal.abort(new Error('too late')));
    await expect(late).rejects.toThrow('too late');
    expect(flights.find('key')?.signal.aborted).toBe(false);
    result.resolve(1);
    expect(await waiting).toBe(1);
  });

  test('when the first has aborted already, the work is told, and its failure harms nobody', async () => {
    const flights = new SingleFlight<number>();
    const failing = flights.run(
      'key',
      async ({ signal }) => {
        signal.throwIfAborted();
        return 1;
      },
      AbortSignal.abort(new Error('too late')),
    );
    await expect(failing).rejects.toThrow('too late');
    await nextTurn();
    expect(await flights.run('key', async () => 2)).toBe(2);
  });
});
