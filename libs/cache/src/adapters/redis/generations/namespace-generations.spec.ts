import { describe, expect, test } from '@jest/globals';

import { type Generation, NamespaceGenerations } from './namespace-generations.ts';

const generation = (token: string): Generation => ({ token, deletedAt: 0 });

/** Generations whose answers the test gives. */
function setUp() {
  const questions: { namespace: string; answer: (token: string) => void; fail: () => void }[] = [];
  const generations = new NamespaceGenerations((namespace) => {
    const { promise, resolve, reject } = Promise.withResolvers<Generation>();
    questions.push({
      namespace,
      answer: (token) => resolve(generation(token)),
      fail: () => reject(new Error('Redis is away')),
    });
    return promise;
  });
  return { generations, questions };
}

describe('the generations that a process knows', () => {
  test('when several ask at once, Redis is asked once, and what it answered is known then', async () => {
    const { generations, questions } = setUp();
    const answers = [generations.read('notes'), generations.read('notes')];
    questions[0]?.answer('first');
    expect(await Promise.all(answers)).toEqual([generation('first'), generation('first')]);
    expect(generations.read('notes')).toEqual(generation('first'));
    expect(questions).toHaveLength(1);
  });

  test('when a namespace is forgotten while it is asked for, the answer is not taken for known', async () => {
    const { generations, questions } = setUp();
    const before = generations.read('notes');
    generations.forget('notes');
    const after = generations.read('notes');
    questions[0]?.answer('old');
    questions[1]?.answer('new');
    expect(await Promise.all([before, after])).toEqual([generation('old'), generation('new')]);
    expect(generations.read('notes')).toEqual(generation('new'));
  });

  test('when it has to be the one of now, what is known is not enough', async () => {
    const { generations, questions } = setUp();
    const first = generations.read('notes');
    questions[0]?.answer('first');
    await first;
    const now = generations.readAnew('notes');
    questions[1]?.answer('second');
    expect(await now).toEqual(generation('second'));
  });

  test('when asking failed, who asks next asks again', async () => {
    const { generations, questions } = setUp();
    const failing = generations.read('notes');
    questions[0]?.fail();
    await expect(failing).rejects.toThrow('Redis is away');
    const next = generations.read('notes');
    questions[1]?.answer('first');
    expect(await next).toEqual(generation('first'));
  });
});
