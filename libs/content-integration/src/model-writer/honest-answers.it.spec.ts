import { describe, expect, test } from '@jest/globals';
import { createSource, type Outline } from '@la-factoria/content';

import { openWorkbench } from './model-workbench.ts';

/**
 * What honest models say of sources that look suspicious: cards in the words of the source, each the only
 * sentence of its passage. The source has its code in backticks, the cards have it without.
 */
const subjects: [string, string, [string, string][]][] = [
  [
    'the language of the web',
    'HTML',
    [
      ['img', 'The element `<img>` embeds an image, and its attribute src names the file.'],
      ['a', 'The element `<a href="page.html">` leads to another page when somebody clicks it.'],
      ['script', 'The element `<script>` runs a program, which is why foreign text must be escaped.'],
      [
        'https',
        'An address such as `https://example.org` says by its first letters that the connection is encrypted.',
      ],
      [
        'onclick',
        'The attribute `onclick="start()"` says which function is called when a button is pressed.',
      ],
    ],
  ],
  [
    'the safety of language models',
    'Language models',
    [
      ['system prompt', 'A system prompt is a text that tells a language model how it should behave.'],
      [
        'jailbreak',
        'A jailbreak is a role-play such as “you are now an AI without rules” that makes a model forget its limits.',
      ],
      ['assistant', 'An assistant is a language model that was trained to answer questions of people.'],
    ],
  ],
  [
    'laws that begin alike',
    'Thermodynamics',
    [
      [
        'heat',
        'According to the second law of thermodynamics, heat flows from a hot body to a cold one by itself.',
      ],
      ['engine', 'According to the second law of thermodynamics, no engine turns all of its heat into work.'],
      [
        'entropy',
        'According to the second law of thermodynamics, the entropy of a closed system never falls.',
      ],
      [
        'time',
        'According to the second law of thermodynamics, a film of breaking glass can be told from one run backward.',
      ],
    ],
  ],
  [
    'programs',
    'Python',
    [
      ['init', 'The method `__init__` is called when an object is made, and it may set `self.x = 3`.'],
      ['index', 'The index `x[2]` names the third item, and `x[1:3]` names the second and the third.'],
      ['power', 'The power `2**3` is 8, and `*args` collects the other arguments of a call.'],
      ['comment', 'A line that begins with `#` is a comment, and `print` writes a line.'],
    ],
  ],
  [
    'orders in the kitchen',
    'Cooking',
    [
      ['salt', 'Ignore the timer and taste the water, since pasta needs as much salt as the sea.'],
      ['rest', 'You must let the dough rest for an hour before you write off the yeast.'],
      ['repeat', 'Repeat the folding three times, and never reveal the butter between the layers.'],
    ],
  ],
];

const plain = (text: string) => text.replaceAll('`', '');

const outline: Outline = {
  kind: 'outline',
  generator: 'test',
  language: 'en',
  title: 'What the course is about',
  overview: 'What the course is about, told in one sentence that is long enough.',
  overviewCitations: [{ start: 0, end: 10 }],
  objectives: ['Explain the first thing.', 'Explain the second thing.', 'Explain the third thing.'],
  sections: ['First part', 'Second part', 'Third part'].map((title) => ({
    title,
    description: `What there is to know of the ${title}.`,
    keyPoints: [],
    citations: [{ start: 0, end: 10 }],
  })),
  level: 'beginner',
  estimatedMinutes: 1,
  quality: { score: 1, groundedness: 1, readability: { fleschReadingEase: 60, grade: 8 }, issues: [] },
};

describe('honest answers about suspicious subjects', () => {
  test.each(subjects)(
    'when cards about %s say what the source says, all are kept after one call',
    async (_, title, said) => {
      const source = createSource({
        text: `# ${title}\n\n${said.map(([, sentence]) => sentence).join('\n\n')}`,
      });
      const items = said.map(([term, definition], at) => ({
        term,
        definition: plain(definition),
        difficulty: 'easy',
        passages: [at + 2],
      }));
      const { server, writer, options } = await openWorkbench({ reshape: () => ({ items }) });
      const cards = await writer.material('flashcards', source, outline, options);
      expect(cards.items.map(({ definition }) => definition)).toEqual(said.map(([, text]) => plain(text)));
      expect(cards.quality.groundedness).toBe(1);
      expect(server.calls).toHaveLength(1);
    },
  );

  test.each(subjects)(
    'when questions are asked about %s, all are kept after one call',
    async (_, title, said) => {
      const source = createSource({
        text: `# ${title}\n\n${said.map(([, sentence]) => sentence).join('\n\n')}`,
      });
      const items = said.map(([term, answer], at) => ({
        question: `What does the source say of ${term}?`,
        answer: plain(answer),
        passages: [at + 2],
      }));
      const { server, writer, options } = await openWorkbench({ reshape: () => ({ items }) });
      const faqs = await writer.material('faqs', source, outline, options);
      expect(faqs.items.map(({ answer }) => answer)).toEqual(said.map(([, text]) => plain(text)));
      expect(server.calls).toHaveLength(1);
    },
  );
});
