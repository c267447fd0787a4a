import { describe, expect, test } from '@jest/globals';

import { splitPassages } from './split-passages.ts';

const kindsOf = (text: string) => splitPassages(text).passages.map(({ kind }) => kind);
const titlesOf = (text: string) => splitPassages(text).sections.map(({ title }) => title);

describe('splitPassages', () => {
  test('when a line is underlined, it is a heading of level 1 or 2', () => {
    const { passages, sections } = splitPassages('Tides\n=====\n\nText.\n\nSpring tides\n---\nMore text.');
    expect(sections.map(({ title, level }) => [title, level])).toEqual([
      ['Tides', 1],
      ['Spring tides', 2],
    ]);
    expect(passages.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'heading', 'paragraph']);
  });

  test('when code is fenced, headings and lists inside it are code', () => {
    expect(kindsOf('```\n# no heading\n- no item\n```\n\nText.')).toEqual(['code', 'paragraph']);
  });

  test('when a fence is never closed, the rest is code', () => {
    expect(kindsOf('Text.\n\n~~~\nprint(1)\n\nmore')).toEqual(['paragraph', 'code']);
  });

  test('when rows stand between bars, they are one table', () => {
    expect(kindsOf('| a | b |\n|---|---|\n| 1 | 2 |\n\nText.')).toEqual(['table', 'paragraph']);
  });

  test('when a list item goes on in the next line, it is one passage', () => {
    const { passages } = splitPassages('1. First point\n   that goes on\n2. Second point');
    expect(passages.map(({ start, end }) => [start, end])).toEqual([
      [0, 30],
      [31, 46],
    ]);
  });

  test('when plain text has short lines that stand alone without an end mark, they are headings', () => {
    expect(titlesOf('The Age of Steam\n\nEngines ran on coal.\n\nRailways\n\nThey spread fast.')).toEqual([
      'The Age of Steam',
      'Railways',
    ]);
  });

  test('when a line is all capitals above its text, it is a heading', () => {
    expect(titlesOf('COURSE AIMS\nStudents learn to weigh evidence.')).toEqual(['COURSE AIMS']);
  });

  test.each([['Grading: midterm 30, final 70'], ['It rained.'], ['and so they left'], ['Dear reader,']])(
    'when a lone line reads %p, it is no heading',
    (line) => {
      expect(kindsOf(`${line}\n\nText follows here.`)).toEqual(['paragraph', 'paragraph']);
    },
  );

  test('when the text has Markdown headings, a lone short line is a paragraph', () => {
    expect(kindsOf('# Title\n\nA lone line\n\nText.')).toEqual(['heading', 'paragraph', 'paragraph']);
  });
});
