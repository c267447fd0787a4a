import { describe, expect, test } from '@jest/globals';

import { linesOfSources } from '../report/source-lines.ts';
import { codeFrame } from './code-frame.ts';

const lines = (source: string): ReturnType<typeof linesOfSources> => linesOfSources(() => source);
const at = (line: number, endLine = line, column = 1): Parameters<typeof codeFrame>[0] => ({
  ...{ file: 'a.ts', line, endLine, column },
});
const five = lines('one\ntwo\nthree\nfour\nfive\nsix');

describe('codeFrame', () => {
  test('when a finding spans several lines, the line before and two after its first one are shown', () => {
    expect(codeFrame(at(2, 6), five).map(({ number, text }) => `${number} ${text}`)).toStrictEqual([
      '1 one',
      '2 two',
      '3 three',
      '4 four',
    ]);
  });

  test('when it spans one line, one more is shown', () => {
    expect(codeFrame(at(2), five).map(({ number }) => number)).toStrictEqual([1, 2, 3]);
  });

  test('when it is at the beginning or the end of the file, what is there is shown', () => {
    expect(codeFrame(at(1), five).map(({ number }) => number)).toStrictEqual([1, 2]);
    expect(codeFrame(at(6, 9), five).map(({ number }) => number)).toStrictEqual([5, 6]);
  });

  test('when more lines are wanted, they are shown', () => {
    const wanted = { linesBefore: 2, linesAfter: 3 };
    expect(codeFrame(at(3, 6), five, wanted).map(({ number }) => number)).toStrictEqual([1, 2, 3, 4, 5, 6]);
    expect(
      codeFrame(at(3, 6), five, { linesBefore: 0, linesAfter: 0 }).map(({ number }) => number),
    ).toStrictEqual([3]);
  });

  test('when the source is gone or shorter, there is no frame', () => {
    expect(codeFrame(at(1), () => undefined)).toStrictEqual([]);
    expect(codeFrame(at(7), five)).toStrictEqual([]);
  });

  test('when a finding begins within a line, it is marked from there to the end of the code, on that line only', () => {
    expect(codeFrame(at(2, 2, 3), lines('x\n\t add(1);  \ny'))).toStrictEqual([
      { number: 1, text: 'x', marked: null },
      { number: 2, text: '     add(1);  ', marked: { start: 5, end: 12 } },
      { number: 3, text: 'y', marked: null },
    ]);
  });

  test('when the column lies behind the line, one character is marked', () => {
    expect(codeFrame(at(1, 1, 90), lines('abc'))).toMatchObject([{ marked: { start: 3, end: 4 } }]);
  });

  test('when lines are very long, they are cut around the finding', () => {
    const [cut, next] = codeFrame(
      at(1, 1, 1001),
      lines(`${'a'.repeat(1000)}bug${'c'.repeat(1000)}\n${'d'.repeat(2000)}`),
    );
    expect(cut?.text).toBe(`…${'a'.repeat(30)}bug${'c'.repeat(127)}…`);
    expect(cut?.marked).toStrictEqual({ start: 31, end: 162 });
    expect(next?.text).toBe(`…${'d'.repeat(160)}…`);
  });

  test('when a long line has its finding near the beginning, it is cut at its end', () => {
    const [frame] = codeFrame(at(1, 1, 131), lines('a'.repeat(161)));
    expect(frame?.text).toBe(`${'a'.repeat(160)}…`);
    expect(frame?.marked?.start).toBe(130);
    expect(codeFrame(at(1, 1, 132), lines('a'.repeat(161)))[0]?.text).toBe(`…${'a'.repeat(60)}`);
    expect(codeFrame(at(1), lines('a'.repeat(160)))[0]?.text).toBe('a'.repeat(160));
  });

  test('when the code has controls, they are shown and do nothing', () => {
    expect(codeFrame(at(1), lines('\u001b[2J'))[0]?.text).toBe('␛[2J');
  });
});
