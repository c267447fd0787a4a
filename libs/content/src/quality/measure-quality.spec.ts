import { describe, expect, test } from '@jest/globals';

import type { Draft, Outline } from '../materials/schemas.ts';
import { buildSource } from '../testing/source-builders.ts';
import { measureQuality } from './measure-quality.ts';

const source = buildSource();

/** A range of the source, found by its words. */
function cite(words: string) {
  const start = source.text.indexOf(words);
  return { start, end: start + words.length };
}

const definitions = [
  'Soil is a mixture of minerals, water, air and the remains of living things.',
  'Mulch is a layer of straw or bark that covers the soil around plants.',
  'A pollinator is an animal that carries pollen from one flower to another.',
  'Bees, flies and beetles pollinate most garden crops.',
  'A school garden is a piece of land on which pupils grow plants as a part of their lessons.',
];

const buildFaqs = (answers: string[]): Draft<'faqs'> => ({
  kind: 'faqs',
  generator: 'test',
  language: 'en',
  items: answers.map((answer, index) => ({
    question: `What is question ${index}?`,
    answer,
    citations: [cite(definitions[index] ?? '')],
  })),
});

describe('measureQuality', () => {
  test('when all is grounded and complete, groundedness is 1 and nothing is at issue', () => {
    expect(measureQuality(buildFaqs(definitions), source)).toMatchObject({ groundedness: 1, issues: [] });
  });

  test('when one of five answers invents a word, groundedness and score fall', () => {
    const honest = measureQuality(buildFaqs(definitions), source);
    const invented = measureQuality(
      buildFaqs(['Soil is mostly plastic, as everybody knows.', ...definitions.slice(1)]),
      source,
    );
    expect(invented.groundedness).toBe(0.8);
    expect(honest.score - invented.score).toBeGreaterThan(0.08);
  });

  test('when items are missing, the shortfall is named and the score falls', () => {
    const full = measureQuality(buildFaqs(definitions), source);
    const short = measureQuality(buildFaqs(definitions.slice(0, 4)), source);
    expect(short.issues.map(({ code }) => code)).toEqual(['shortfall']);
    expect(short.score).toBeLessThan(full.score);
  });

  test('when all answers come from one of four sections, low coverage is named', () => {
    const [soil = ''] = definitions;
    const narrow = buildFaqs([soil, soil, soil, soil, soil]);
    const draft = { ...narrow, items: narrow.items.map((item) => ({ ...item, citations: [cite(soil)] })) };
    expect(measureQuality(draft, source).issues.map(({ code }) => code)).toContain('coverage-low');
  });

  test('when the writer has remarks, they are among the issues', () => {
    const remark = { code: 'language-unsupported', message: 'no phrases' };
    expect(measureQuality(buildFaqs(definitions), source, { remarks: [remark] }).issues).toEqual([remark]);
  });

  test('when a statement has a word from nowhere, the issue names the statement and the word', () => {
    const draft = buildFaqs([...definitions.slice(0, 4), 'A school garden is a museum.']);
    expect(measureQuality(draft, source).issues).toEqual([
      {
        code: 'unsupported',
        path: 'items.4',
        message: 'not supported by what it cites: missing words: museum',
      },
    ]);
  });

  describe('when support by paraphrase is asked for', () => {
    const measured = (answer: string) =>
      measureQuality(buildFaqs([answer, ...definitions.slice(1)]), source, { support: 'paraphrase' });

    test('other words for the same are supported', () => {
      const told = measured('Minerals, water, air and what remains of living beings make up soil.');
      expect(told).toMatchObject({ groundedness: 1, issues: [] });
    });

    test('numbers and names from nowhere are named', () => {
      const { groundedness, issues } = measured(
        'Soil is a mixture of 47 minerals, says Darwin, water and air.',
      );
      expect({ groundedness, issues }).toEqual({
        groundedness: 0.8,
        issues: [
          {
            code: 'unsupported',
            path: 'items.0',
            message: 'not supported by what it cites: missing numbers: 47; missing names: Darwin',
          },
        ],
      });
    });

    test('a statement of mostly other words is named with its share', () => {
      const [issue] = measured('Soil was invented by engineers in a distant laboratory.').issues;
      expect(issue?.message).toMatch(
        /^not supported by what it cites: \d+ % of its words stand there; missing words: /,
      );
    });
  });

  describe('when an outline is given', () => {
    const outlined = (texts: string[]): Outline => ({
      ...{ kind: 'outline', generator: 'test', language: 'en', title: 'A school garden' },
      ...{ overview: 'All of it.', overviewCitations: [cite(definitions[0] ?? '')], objectives: [] },
      sections: texts.map((text) => ({
        ...{ title: 'A section', description: text, keyPoints: [], citations: [cite(text)] },
      })),
      ...{ level: 'beginner', estimatedMinutes: 1 },
      quality: measureQuality(buildFaqs(definitions), source),
    });
    const [soil = '', mulch = '', pollinator = ''] = definitions;
    const narrow = buildFaqs(definitions);
    const onlySoil = { ...narrow, items: narrow.items.map((item) => ({ ...item, citations: [cite(soil)] })) };

    test('the share of its sections that the citations overlap is measured', () => {
      const outline = outlined([soil, mulch, 'Bees, flies and beetles pollinate most garden crops.']);
      expect(measureQuality(buildFaqs(definitions), source, { outline }).coverage).toEqual({
        source: 1,
        outline: 1,
      });
    });

    test('a section is covered by what its key points cite as well', () => {
      const outline = outlined(['Unlike honey bees', 'Sandy soil dries']);
      const sections = outline.sections.map((section) => ({
        ...section,
        keyPoints: [{ text: soil, citations: [cite(soil)] }],
      }));
      expect(measureQuality(onlySoil, source, { outline: { ...outline, sections } }).coverage?.outline).toBe(
        1,
      );
    });

    test('a gap is named, and lowers the score', () => {
      const outline = outlined([soil, mulch, pollinator]);
      const [full, gap] = [buildFaqs(definitions), onlySoil].map((draft) =>
        measureQuality(draft, source, { outline }),
      );
      expect(gap?.coverage?.outline).toBeCloseTo(1 / 3, 2);
      expect(gap?.issues.map(({ code }) => code)).toContain('outline-coverage-low');
      expect(gap?.score).toBeLessThan(full?.score ?? 0);
    });
  });

  test('when the prose is in another language than was asked for, the mismatch is named and costs', () => {
    const german = buildFaqs([
      'Der Boden ist eine Mischung aus Mineralen, Wasser, Luft und dem, was von den Lebewesen bleibt.',
      'Der Mulch ist eine Schicht aus Stroh oder Rinde, die den Boden um die Pflanzen herum bedeckt.',
      'Ein Bestäuber ist ein Tier, das den Pollen von einer Blüte zu einer anderen Blüte trägt.',
      'Bienen, Fliegen und Käfer bestäuben die meisten Pflanzen, die in einem Garten wachsen.',
      'Ein Schulgarten ist ein Stück Land, auf dem die Schüler und Schülerinnen Pflanzen ziehen.',
    ]);
    const { languageMatch, issues, score } = measureQuality(german, source);
    const wanted = measureQuality(german, { ...source, language: 'de' });
    expect(languageMatch).toBeLessThan(0.5);
    expect(issues.map(({ code }) => code)).toContain('language-mismatch');
    expect(wanted.score - score).toBeGreaterThan(0.01);
  });

  test('when a term is misspelled or a question has a year from nowhere, both are named and cost', () => {
    const faqs = buildFaqs(definitions);
    const items = faqs.items.map((item, index) =>
      index === 0 ? { ...item, question: 'What did polinators do in 1655?' } : item,
    );
    const text = `${source.text}\n\nPollinators matter. Pollinators fly.`;
    const flawed = measureQuality({ ...faqs, items }, buildSource({ text }));
    expect(flawed.issues).toEqual([
      {
        code: 'term-spelled-differently',
        path: 'items.0',
        message: 'writes “polinators” where the source writes “pollinators”',
      },
      { code: 'number-not-in-source', path: 'items.0', message: 'the source nowhere states 1655' },
    ]);
    expect(flawed.score).toBeLessThan(measureQuality(faqs, buildSource({ text })).score);
  });

  test('when reading questions cite text, they are grounded; when a name in one is from nowhere, it is not', () => {
    const questions: Draft<'reading-questions'> = {
      ...{ kind: 'reading-questions', generator: 'test', language: 'en' },
      questions: ['What makes up soil?', 'What did Darwin say about soil?'].map((question) => ({
        ...{ question, kind: 'recall', citations: [cite(definitions[0] ?? '')] },
      })),
    };
    const paraphrased = measureQuality(questions, source, { support: 'paraphrase' });
    expect(measureQuality(questions, source).groundedness).toBe(1);
    expect(paraphrased.groundedness).toBe(0.5);
    expect(paraphrased.issues).toContainEqual(expect.objectContaining({ path: 'questions.1' }));
  });

  test('when the writer has named itself what is found, it stands there once', () => {
    const draft = buildFaqs([...definitions.slice(0, 4), 'A school garden is a museum.']);
    const remark = { code: 'unsupported', path: 'items.4', message: 'not repaired' };
    expect(measureQuality(draft, source, { remarks: [remark] }).issues).toEqual([remark]);
  });

  test('when a host asks a question after a statement, the question counts for nothing', () => {
    const [soil = ''] = definitions;
    const turn = (text: string) => ({ speaker: 'Ana', text, section: 'Soil', citations: [cite(soil)] });
    const script: Draft<'podcast-script'> = {
      ...{
        kind: 'podcast-script',
        generator: 'test',
        language: 'en',
        title: 'A title for it',
        estimatedMinutes: 1,
      },
      turns: [
        turn(`${soil} Does anybody wonder about quasars?`),
        turn(`Sure. ${soil}`),
        turn('Quasars are bright objects.'),
      ],
    };
    expect(measureQuality(script, source).groundedness).toBe(0.667);
  });
});
