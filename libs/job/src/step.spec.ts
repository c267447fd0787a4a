import { describe, expect, test } from '@jest/globals';

import { sumUsage } from './step.ts';

describe('sumUsage', () => {
  test('when steps used the same things and others, each is summed by its name', () => {
    const steps = [
      { usage: { calls: 1, tokens: 100 } },
      { usage: {} },
      { usage: { calls: 2, characters: 7 } },
    ];
    expect(sumUsage(steps)).toEqual({ calls: 3, tokens: 100, characters: 7 });
  });

  test('when there are no steps, nothing was used', () => {
    expect(sumUsage([])).toEqual({});
  });

  test('when usage is summed, the steps keep their own', () => {
    const step = { usage: { calls: 1 } };
    sumUsage([step, { usage: { calls: 2 } }]);
    expect(step).toEqual({ usage: { calls: 1 } });
  });
});
