import { describe, expect, test } from '@jest/globals';

import { buildOutline } from '../../testing/material-builders.ts';
import { checkScript } from '../checks/check-script.ts';
import { mendScript } from './mend-script.ts';
import type { RawDraft } from './to-draft.ts';

const outline = buildOutline({ titles: ['Soil', 'Water', 'Bees'] });
const buildScript = (sections: string[], characters = 100): RawDraft => ({
  ...{ kind: 'podcast-script', generator: 'a-model', language: 'en' },
  turns: sections.map((section, index) => ({
    speaker: 'Ana',
    section,
    text: `${index}`.padEnd(characters, 'x'),
  })),
});
const context = (scriptCharacters: number) => ({ outline, scriptCharacters });
const sectionsOf = (draft: RawDraft) =>
  checkScript(draft, context(500)).map(({ code, message }) => [code, message] as const);

describe('checkScript', () => {
  test('when sections are told in order and the length is as planned, nothing is wrong', () => {
    expect(sectionsOf(buildScript(['Introduction', 'Soil', 'Water', 'Bees', 'Closing']))).toEqual([]);
  });

  test.each([
    [['Introduction', 'Soil', 'Bees', 'Bees', 'Closing'], /no turn belongs to the section "Water"/],
    [['Introduction', 'Soil', 'Water', 'Bees', 'Closing', 'Fish'], /there is no section "Fish"/],
    [['Introduction', 'Soil', 'Bees', 'Water', 'Closing'], /not in the order/],
  ])('when the sections are %p, that is said', (sections, message) => {
    expect(sectionsOf(buildScript(sections))).toEqual([['script-sections', expect.stringMatching(message)]]);
  });

  test.each([
    [60, 1],
    [66, 0],
    [134, 0],
    [140, 1],
  ])('when each of five turns has %d of 100 characters, %d violation is told', (characters, count) => {
    const draft = buildScript(['Introduction', 'Soil', 'Water', 'Bees', 'Closing'], characters);
    expect(checkScript(draft, context(500)).filter(({ code }) => code === 'script-length')).toHaveLength(
      count,
    );
  });
});

describe('mendScript', () => {
  test('when turns stand anywhere, they come out in the order of the outline, between introduction and closing', () => {
    const draft = buildScript(['Hello', 'Soil', 'Bees', 'Fish', 'Water', 'Bye']);
    mendScript(draft, outline);
    const turns = draft['turns'] as { section: string; text: string }[];
    expect(turns.map(({ section, text }) => [section, text.charAt(0)])).toEqual([
      ['Introduction', '0'],
      ['Soil', '1'],
      ['Water', '4'],
      ['Bees', '2'],
      ['Bees', '3'],
      ['Closing', '5'],
    ]);
  });
});
