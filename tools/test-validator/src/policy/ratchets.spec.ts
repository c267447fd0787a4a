import { describe, expect, test } from '@jest/globals';

import { aReport, aService } from '../testing/a-report.ts';
import { judge } from './judge.ts';
import { raiseRatchets } from './ratchets.ts';

describe('raiseRatchets', () => {
  test('when scores rose, ratchets rise to whole points; when they fell, ratchets stay', () => {
    const services = [
      aService({ name: 'job', score: 88.9 }),
      aService({ name: 'cache', score: 91.99 }),
      aService({ name: 'audio', score: 60 }),
      aService({ name: 'new', score: 0.5 }),
    ];
    const raised = raiseRatchets(aReport({ services }), { cache: 85, audio: 70, gone: 50 });
    expect(Object.entries(raised)).toStrictEqual([
      ['audio', 70],
      ['cache', 91],
      ['gone', 50],
      ['job', 88],
      ['new', 0],
    ]);
  });

  test('when a score is provisional, it raises nothing', () => {
    const services = [
      aService({ name: 'cache', score: 79, isProvisional: true }),
      aService({ name: 'job', score: 79, isProvisional: true }),
    ];
    expect(raiseRatchets(aReport({ services }), { cache: 50 })).toStrictEqual({ cache: 50 });
  });

  test('when a score is whole but for what arithmetic lost, the ratchet is the whole and the run passes it', () => {
    const report = aReport({ services: [aService({ score: 0.57 * 100 })] });
    const ratchets = raiseRatchets(report, {});
    expect(ratchets).toStrictEqual({ cache: 57 });
    expect(judge(report, { ratchets }).passed).toBe(true);
  });
});
