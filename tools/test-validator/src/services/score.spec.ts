import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { boundaryOf, maxProvisionalScore, type OperationKill, type ScoredTest, scoreOf } from './score.ts';

const cells = ['a:success', 'a:failure', 'b:success', 'store:down'];
const kills: OperationKill[] = [
  { total: 2, killed: 2 },
  { total: 1, killed: 1 },
];
const real: ScoredTest = { verdict: 'real', cells };

const someTest: fc.Arbitrary<ScoredTest> = fc.record({
  verdict: fc.constantFrom('real', 'weak', 'hollow', 'placeholder', 'skipped'),
  cells: fc.subarray(cells),
});
const someTests = fc.array(someTest, { maxLength: 8 });
const someKill = fc.nat({ max: 3 }).map((killed): OperationKill => ({ total: 3, killed }));
const someKills = fc.option(fc.array(someKill), { nil: null });
const hollow = someTest.map((test): ScoredTest => ({ ...test, verdict: 'hollow' }));

describe('the score', () => {
  test('when everything is real, covered and killed, it is 100', () => {
    expect(scoreOf([real], cells, kills)).toEqual({
      ...{ score: 100, isProvisional: false, integrity: 1, boundary: 1, kill: 1 },
    });
  });

  test.each([
    ['half of the tests are hollow', [real, { ...real, verdict: 'hollow' as const }], 0.5],
    ['half of the tests are weak', [real, { ...real, verdict: 'weak' as const }], 0.75],
    ['half of the tests are skipped', [real, { ...real, verdict: 'skipped' as const }], 0.5],
  ])('when %s, integrity tells', (_, tests, integrity) => {
    expect(scoreOf(tests, cells, kills)).toMatchObject({
      integrity,
      score: expect.closeTo(100 * Math.cbrt(integrity)),
    });
  });

  test('when only a weak test reaches a cell, it is not covered', () => {
    const one = { ...real, cells: ['a:success'] };
    expect(boundaryOf([one, { ...real, verdict: 'weak' }], cells)).toBe(0.25);
  });

  test('when some mutants of an operation are killed, it counts half', () => {
    const some = [...kills, { total: 3, killed: 1 }, { total: 2, killed: 0 }];
    expect(scoreOf([real], cells, some).kill).toBe(2.5 / 4);
  });

  test('when kill is not measured, the score is provisional and at most 79', () => {
    expect(scoreOf([real], cells, null)).toMatchObject({
      score: maxProvisionalScore,
      isProvisional: true,
      kill: null,
    });
    expect(scoreOf([{ ...real, cells: ['a:success'] }], cells, null).score).toBeCloseTo(50);
  });

  test('when no test is real, it is 0', () => {
    expect(scoreOf([{ ...real, verdict: 'weak' }], [], kills).score).toBe(0);
    expect(scoreOf([], cells, null).score).toBe(0);
  });

  test('when a hollow test is added, the score never rises; when one is deleted, it never falls', () => {
    fc.assert(
      fc.property(
        someTests,
        hollow,
        fc.subarray(cells),
        someKills,
        fc.nat(),
        (tests, added, wanted, made, at) => {
          const more = tests.toSpliced(at % (tests.length + 1), 0, added);
          expect(scoreOf(more, wanted, made).score).toBeLessThanOrEqual(scoreOf(tests, wanted, made).score);
        },
      ),
    );
  });

  test('when a test is duplicated, the boundary never rises', () => {
    fc.assert(
      fc.property(someTests, someTest, fc.subarray(cells), (tests, twice, wanted) => {
        expect(boundaryOf([...tests, twice, twice], wanted)).toBe(boundaryOf([...tests, twice], wanted));
      }),
    );
  });
});
