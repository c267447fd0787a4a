import { describe, expect, test } from '@jest/globals';
import {
  checkMaterial,
  type Material,
  type MaterialKind,
  materialKinds,
  type Materials,
} from '@la-factoria/content';

import { readFixture } from '../fixture.ts';
import { writeAll, type Written } from './write-all.ts';

const fixtures = ['plant-cells', 'printing-notes', 'wetter', 'injection', 'sorting', 'force-notes'];

function pick<Kind extends MaterialKind>({ materials }: Written, kind: Kind): Materials[Kind] {
  const isKind = (material: Material): material is Materials[Kind] => material.kind === kind;
  const found = materials.find(isKind);
  if (!found) throw new Error(`no ${kind} was written`);
  return found;
}

describe('all materials of a text', () => {
  test.each(fixtures)(
    'when %s is read, all eight kinds hold their schema or name what is short',
    async (name) => {
      const { source, materials } = await writeAll(readFixture(name));
      const unnamed = materials.filter((material) =>
        checkMaterial(material, source).some(
          ({ message }) => !material.quality.issues.some((issue) => issue.message === message),
        ),
      );
      expect({ kinds: materials.map(({ kind }) => kind), unnamed }).toEqual({
        kinds: [...materialKinds],
        unnamed: [],
      });
    },
  );

  test.each(fixtures)('when %s is read, every statement is grounded in what it cites', async (name) => {
    const { materials } = await writeAll(readFixture(name));
    const groundedness = materials.map(({ quality }) => quality.groundedness);
    expect(groundedness).toEqual(materials.map(() => 1));
  });

  test('when the text fills a page, nothing falls short', async () => {
    const { materials } = await writeAll(readFixture('plant-cells'));
    expect(materials.flatMap(({ quality }) => quality.issues)).toEqual([]);
  });

  test('when notes are bullets without full stops, all kinds are filled and takeaways are sentences', async () => {
    const written = await writeAll(readFixture('force-notes'));
    const takeaways = pick(written, 'one-pager').takeaways.map(({ text }) => text);
    expect(takeaways.filter((text) => !/^[\p{Lu}\d].*\.$/u.test(text))).toEqual([]);
    expect(takeaways.length).toBeGreaterThanOrEqual(3);
    expect(written.materials.flatMap(({ quality }) => quality.issues)).toEqual([]);
  });

  test('when a text has headings, the outline, the guide and the script follow them', async () => {
    const written = await writeAll(readFixture('plant-cells'));
    const titles = pick(written, 'outline').sections.map(({ title }) => title);
    expect(titles).toEqual([
      'Overview',
      'The Leaf as a Solar Panel',
      'Chloroplasts and Chlorophyll',
      'Two Stages of Photosynthesis',
      'What Happens to the Sugar',
      'Limits of Photosynthesis',
    ]);
    expect(pick(written, 'study-guide').sections.map(({ title }) => title)).toEqual(titles);
  });

  test('when a text has no headings, its parts are named after what they say', async () => {
    const { sections } = pick(await writeAll(readFixture('printing-notes')), 'outline');
    expect(sections.length).toBeGreaterThanOrEqual(3);
    expect(sections.map(({ title }) => title).join(' ')).toMatch(/type.*parchment|parchment.*type/i);
  });

  test('when a sentence defines a term, the questions ask for it and the sentence answers', async () => {
    const { items } = pick(await writeAll(readFixture('plant-cells')), 'faqs');
    const item = items.find(({ question }) => question === 'What is a chloroplast?');
    expect(item?.answer).toBe(
      'A chloroplast is a small green body inside a plant cell where light energy is turned into chemical energy.',
    );
  });

  test('when sentences give a reason, a date or a person, the questions turn them round', async () => {
    const { items } = pick(await writeAll(readFixture('printing-notes')), 'faqs');
    expect(items.map(({ question }) => question)).toEqual(
      expect.arrayContaining([
        'Why did Venice become the capital of the trade?',
        'When was the Gutenberg Bible finished?',
        'Who introduced movable type to Europe in the city of Mainz?',
      ]),
    );
  });

  test('when two kinds of one thing are defined, a question asks for the difference', async () => {
    const { questions } = pick(await writeAll(readFixture('force-notes')), 'reading-questions');
    expect(questions).toContainEqual(
      expect.objectContaining({
        question: 'What is the difference between kinetic energy and potential energy?',
        kind: 'analysis',
      }),
    );
  });

  test('when a text gives enough questions, none of them is a filler', async () => {
    const { questions } = pick(await writeAll(readFixture('plant-cells')), 'reading-questions');
    expect(questions.length).toBeGreaterThanOrEqual(8);
    expect(questions.filter(({ question }) => /the text (?:say|connect)|main points/.test(question))).toEqual(
      [],
    );
    expect(new Set(questions.map(({ kind }) => kind)).size).toBeGreaterThan(1);
  });

  test('when answers are written, none opens with a word that points to another sentence', async () => {
    const answers: string[] = [];
    for (const name of ['plant-cells', 'printing-notes', 'injection', 'sorting']) {
      answers.push(...pick(await writeAll(readFixture(name)), 'faqs').items.map(({ answer }) => answer));
    }
    expect(answers.length).toBeGreaterThan(20);
    expect(
      answers.filter((answer) =>
        /^(?:he|she|it|they|this|these|his|her|their|its|such|but|however)\b/i.test(answer),
      ),
    ).toEqual([]);
  });

  test('when a script is written, the hosts take turns and no phrase of theirs returns within six turns', async () => {
    const { turns } = pick(await writeAll(readFixture('plant-cells')), 'podcast-script');
    const uncited = turns.map(({ text, citations }) => (citations.length === 0 ? text : ''));
    const repeated = uncited.filter(
      (text, index) => text !== '' && uncited.slice(Math.max(0, index - 6), index).includes(text),
    );
    const same = turns.filter(({ speaker, section }, index) => {
      const previous = turns[index - 1];
      return previous?.speaker === speaker && previous.section === section;
    });
    expect({ repeated, same }).toEqual({ repeated: [], same: [] });
    expect(new Set(turns.map(({ speaker }) => speaker)).size).toBe(2);
  });

  test('when a script is written, its minutes are those of its characters and pauses', async () => {
    const script = pick(await writeAll(readFixture('plant-cells')), 'podcast-script');
    const characters = script.turns.reduce((sum, { text }) => sum + text.length, 0);
    const seconds = characters / 15 + 0.4 * (script.turns.length - 1);
    expect(script.estimatedMinutes).toBeCloseTo(seconds / 60, 2);
  });

  test('when more minutes are asked for than the text supports, the script says so', async () => {
    const { quality } = pick(await writeAll(readFixture('printing-notes'), 30), 'podcast-script');
    expect(quality.issues.map(({ code }) => code)).toContain('shorter-than-asked');
  });

  test('when the text is German, questions and hosts speak German', async () => {
    const written = await writeAll(readFixture('wetter'));
    const questions = pick(written, 'faqs').items.map(({ question }) => question);
    expect(questions).toContain('Was bedeutet „Luftdruck“?');
    expect(pick(written, 'podcast-script').turns[0]?.text).toMatch(/^Willkommen!/);
    expect(written.materials.map(({ language }) => language)).toEqual(materialKinds.map(() => 'de'));
  });

  test('when there are no phrases for the language yet, every material says so', async () => {
    const text =
      'De zon is de ster in het midden van ons zonnestelsel. Planten gebruiken het licht van de zon omdat zij daarmee suiker maken. ' +
      'De aarde draait in een jaar om de zon. De maan is een hemellichaam dat om de aarde draait.';
    const { materials } = await writeAll(text);
    const silent = materials.filter(
      ({ quality }) => !quality.issues.some(({ code }) => code === 'language-unsupported'),
    );
    expect({ language: materials[0]?.language, silent }).toEqual({ language: 'nl', silent: [] });
  });
});
