import { describe, expect, test } from '@jest/globals';

import { aReport, aService, aTest } from '../testing/a-report.ts';
import { historyEntry, historyLine, readHistory } from './history.ts';

const report = aReport({
  services: [aService({ kill: null, isProvisional: true })],
  tests: [aTest(), aTest({ verdict: 'weak' })],
});
const entry = historyEntry(report, 'c0ffee');

describe('historyEntry', () => {
  test('when a run ends, its date, commit, scores and verdicts are kept, and nothing else', () => {
    expect(entry).toStrictEqual({
      version: 1,
      date: '2026-01-31T12:00:00.000Z',
      commit: 'c0ffee',
      services: [
        { name: 'cache', score: 92.5, isProvisional: true, integrity: 0.95, boundary: 0.9, kill: null },
      ],
      tests: { total: 2, real: 1, weak: 1, hollow: 0, placeholder: 0, skipped: 0 },
    });
    expect(historyEntry(report)).not.toHaveProperty('commit');
  });
});

describe('a history file', () => {
  test('when entries are appended, they are read back in their order', () => {
    const second = historyEntry(aReport());
    const first = historyLine(entry, '');
    expect(first).toMatch(/^[^\n]+\n$/);
    const text = first + historyLine(second, first);
    expect(readHistory(text)).toStrictEqual({ entries: [entry, second], brokenLines: [] });
  });

  test('when the last line was cut off, the others are read, and the next entry has a line of its own', () => {
    const whole = historyLine(entry, '');
    const cutOff = whole + whole.slice(0, 40);
    expect(readHistory(cutOff)).toStrictEqual({ entries: [entry], brokenLines: [2] });
    const text = cutOff + historyLine(entry, cutOff);
    expect(readHistory(text)).toStrictEqual({ entries: [entry, entry], brokenLines: [2] });
  });

  test('when the file is empty, there is no entry', () => {
    expect(readHistory('\n  \n')).toStrictEqual({ entries: [], brokenLines: [] });
  });

  const service = entry.services[0];
  test.each<[string, unknown]>([
    ['no object', 7],
    ['null', null],
    ['of another version', { ...entry, version: 2 }],
    ['without services', { ...entry, services: {} }],
    ['with a service that is none', { ...entry, services: [null] }],
    ['with a nameless service', { ...entry, services: [{ ...service, name: 1 }] }],
    ['with a score that is no number', { ...entry, services: [{ ...service, score: '7' }] }],
    ['without integrity', { ...entry, services: [{ ...service, integrity: undefined }] }],
    ['without boundary', { ...entry, services: [{ ...service, boundary: undefined }] }],
    ['with a kill that is neither', { ...entry, services: [{ ...service, kill: 'all' }] }],
    ['that does not say if it is provisional', { ...entry, services: [{ ...service, isProvisional: 1 }] }],
    ['with a date that is none', { ...entry, date: 'yesterday' }],
    ['with a date that is a number', { ...entry, date: 7 }],
    ['with a commit that is no text', { ...entry, commit: 7 }],
    ['without verdicts', { ...entry, tests: null }],
    ...Object.keys(entry.tests).map((count): [string, unknown] => [
      `without its number of tests: ${count}`,
      { ...entry, tests: { ...entry.tests, [count]: undefined } },
    ]),
  ])('when a line is %s, it is broken', (_, value) => {
    expect(readHistory(`${JSON.stringify(value)}\n`)).toStrictEqual({ entries: [], brokenLines: [1] });
  });

  test('when kill was measured, the entry is read', () => {
    const measured = historyEntry(aReport({ services: [aService()] }));
    expect(readHistory(historyLine(measured, '')).entries).toStrictEqual([measured]);
  });
});
