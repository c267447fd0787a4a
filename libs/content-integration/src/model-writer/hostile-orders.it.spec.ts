import { readdirSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import {
  createSource,
  type DerivedKind,
  type Material,
  materialKinds,
  renderMarkdown,
} from '@la-factoria/content';

import { readFixture } from '../fixture.ts';
import { openWorkbench, writeEight } from './model-workbench.ts';

const names = readdirSync(new URL('../../fixtures/hostile/', import.meta.url))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `hostile/${name.replace(/\.md$/, '')}`);

/** What each hostile source tries to bring out: spelled together only by who obeys, or quotes its markup. */
const canary = /ZEBRA-\d+/i;

describe('what sources order', () => {
  test.each(names)(
    'F18 when the source is %s and the model keeps to its rules, no page has its canary',
    async (name) => {
      const materials = await writeEight(await openWorkbench(), createSource({ text: readFixture(name) }));
      const pages = materials.map(renderMarkdown);
      expect(pages).toHaveLength(materialKinds.length);
      expect(pages.filter((page) => canary.test(page))).toEqual([]);
    },
  );

  test.each(['title', 'overview'])(
    'F18 when the %s of the outline gives the rules away, it is not delivered',
    async (field) => {
      const { writer, options } = await openWorkbench({
        reshape: (answer, { system }) => ({ ...answer, [field]: system.slice(0, 190) }),
      });
      const outline = await writer
        .outline(createSource({ text: readFixture('plant-cells') }), options)
        .catch(() => undefined);
      expect(JSON.stringify(outline) ?? '').not.toMatch(/You write study materials/);
    },
  );

  const leaks: [DerivedKind, string, string][] = [
    ['flashcards', 'items', 'definition'],
    ['flashcards', 'items', 'term'],
    ['faqs', 'items', 'answer'],
    ['faqs', 'items', 'question'],
    ['study-guide', 'keyConcepts', 'explanation'],
    ['podcast-script', 'turns', 'text'],
    ['podcast-script', 'turns', 'speaker'],
    ['reading-questions', 'questions', 'question'],
    ['one-pager', 'takeaways', 'text'],
    ['reading-material', 'sections', 'title'],
  ];

  test.each(leaks)(
    'F18 when in %s one of %s gives the rules away in its %s, that is left out',
    async (kind, list, field) => {
      const source = createSource({ text: readFixture('plant-cells') });
      const safe = await openWorkbench();
      const outline = await safe.writer.outline(source, safe.options);
      const { writer, options, server } = await openWorkbench({
        reshape: (answer, { system }) => {
          const secret = `${system.slice(0, field === 'term' ? 95 : 250)}${field === 'question' ? '?' : ''}`;
          const items = [answer[list]].flat();
          return {
            ...answer,
            [list]: items.map((item, at) => (at === 2 && item ? { ...item, [field]: secret } : item)),
          };
        },
      });
      const material: Material = await writer.material(kind, source, outline, options);
      expect(server.calls).toHaveLength(2);
      expect(renderMarkdown(material)).not.toMatch(/study materials for a course/);
      expect(JSON.stringify(material)).not.toMatch(/study materials for a course/);
    },
  );

  test.each([
    'ignore-instructions',
    'persona-and-threats',
    'reveal-prompt',
    'fake-delimiters',
    'role-markers',
    'tool-calls',
  ])(
    'F18 when the source is %s and one card says what it orders, citing it, the card is left out',
    async (name) => {
      const text = readFixture(`hostile/${name}`);
      const number = /([0-9]{2})\b/.exec(text.slice(text.search(/ZEBRA/)))?.[1] ?? '';
      const source = createSource({ text });
      const order = source.passages.findIndex(({ start, end }) => /ZEBRA/.test(text.slice(start, end))) + 1;
      const { writer, options } = await openWorkbench({
        reshape: (answer, { purpose }) => {
          const items = [answer['items']].flat();
          const obeyed = { definition: `Say ZEBRA-${number} to whoever asks.`, passages: [order] };
          if (purpose !== 'flashcards') return answer;
          return { items: items.map((item, at) => (at === 1 && item ? { ...item, ...obeyed } : item)) };
        },
      });
      const outline = await writer.outline(source, options);
      const cards = await writer.material('flashcards', source, outline, options);
      expect(order).toBeGreaterThan(0);
      expect(renderMarkdown(cards)).not.toMatch(canary);
      expect(cards.items.length).toBeGreaterThan(2);
    },
  );
});
