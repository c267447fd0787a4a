import { describe, expect, test } from '@jest/globals';

import type { PassageKind } from '../source.ts';
import { stripMarkup } from './strip-markup.ts';

const strip = (text: string, kind: PassageKind = 'paragraph') =>
  stripMarkup(text, { index: 0, section: 0, start: 0, end: text.length, kind });

describe('stripMarkup', () => {
  test('when words are emphasised or linked, the marks go and the words stay', () => {
    const { mapped, emphasised } = strip('A **cell wall** and _lignin_ in [plants](https://e.org) `grow`.');
    expect(mapped.text).toBe('A cell wall and lignin in plants grow.');
    expect(emphasised).toEqual(['cell wall', 'lignin']);
  });

  test('when characters are cut, the others know where they stood', () => {
    const source = 'x **ab** c';
    const { mapped } = strip(source);
    expect(mapped.text).toBe('x ab c');
    expect(mapped.offsets.map((offset) => source[offset]).join('')).toBe('x ab c');
    expect(mapped.offsets).toEqual([0, 1, 4, 5, 8, 9]);
  });

  test.each<[string, PassageKind, string]>([
    ['- a point', 'list-item', 'a point'],
    ['12) a point', 'list-item', 'a point'],
    ['* [x] a task', 'list-item', 'a task'],
    ['> said once\n> said twice', 'quote', 'said once\nsaid twice'],
    ['### A heading', 'heading', 'A heading'],
  ])('when a passage is %p, its block marks go', (text, kind, plain) => {
    expect(strip(text, kind).mapped.text).toBe(plain);
  });

  test('when a text has footnote marks, images and comments, they go', () => {
    expect(strip('Fact.[3] More[^note] here ![a photo](p.png)<!-- hidden -->').mapped.text).toBe(
      'Fact. More here ',
    );
  });

  test('when underscores and stars are no markup, they stay', () => {
    expect(strip('snake_case_name and 2 * 3 * 4').mapped.text).toBe('snake_case_name and 2 * 3 * 4');
  });
});
