import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { estimateTokens, mostTokens } from './estimate-tokens.ts';

/** Counted by the tokenizer of Gemma 3. The texts are written for this test. */
const counted: [language: string, text: string, tokens: number][] = [
  [
    'English',
    'The cell is the smallest unit of life. Every living thing consists of at least one cell, and most of the chemical reactions that keep it alive happen inside that cell. A thin membrane separates it from its surroundings and decides what may enter and what must leave.',
    52,
  ],
  [
    'German',
    'Die Zelle ist die kleinste Einheit des Lebens. Jedes Lebewesen besteht aus mindestens einer Zelle, und die meisten chemischen Reaktionen, die es am Leben halten, laufen in ihrem Inneren ab. Eine dünne Membran trennt sie von ihrer Umgebung und entscheidet, was hinein darf und was hinaus muss.',
    68,
  ],
  [
    'French',
    'La cellule est la plus petite unité du vivant. Tout être vivant se compose d’au moins une cellule, et la plupart des réactions chimiques qui le maintiennent en vie ont lieu à l’intérieur de celle-ci. Une fine membrane la sépare de son milieu et décide de ce qui peut entrer.',
    62,
  ],
  [
    'Spanish',
    'La célula es la unidad más pequeña de la vida. Todo ser vivo consta de al menos una célula, y la mayoría de las reacciones químicas que lo mantienen con vida ocurren en su interior. Una membrana delgada la separa de su entorno y decide qué puede entrar y qué debe salir.',
    57,
  ],
  [
    'Russian',
    'Клетка — наименьшая единица жизни. Каждое живое существо состоит по меньшей мере из одной клетки, и большинство химических реакций, которые поддерживают его жизнь, происходит внутри неё. Тонкая мембрана отделяет клетку от окружающей среды и решает, что может войти.',
    64,
  ],
  [
    'Chinese',
    '细胞是生命的最小单位。每个生物至少由一个细胞组成，维持其生命的大多数化学反应都发生在细胞内部。一层薄膜把细胞与周围环境隔开，并决定什么可以进入，什么必须排出。',
    47,
  ],
  [
    'Japanese',
    '細胞は生命の最小単位です。すべての生物は少なくとも一つの細胞からできており、生命を維持する化学反応のほとんどは細胞の中で起こります。薄い膜が細胞を周囲から隔て、何が入ってよく、何が出なければならないかを決めます。',
    56,
  ],
];

describe('estimateTokens', () => {
  test.each(counted)(
    'when a text is in %s, the estimate is within 20 %% of its tokens',
    (_, text, tokens) => {
      expect(Math.abs(estimateTokens(text) / tokens - 1)).toBeLessThan(0.2);
    },
  );

  /** Counted by the tokenizer of Gemma 3. */
  test.each([
    ['spaces before digits', '1 2 3 4 5 6 7 8 9 0', 19],
    ['runs of line breaks', '1\n2\n\n3\n\n\n4\n5', 9],
    ['runs of spaces', '1  2   3    4', 7],
  ])('when a text has digits and %s, the estimate is exact', (_, text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });

  test('when a text is empty, it has no tokens', () => {
    expect(estimateTokens('')).toBe(0);
  });

  test('when a text is repeated, its estimate grows as often', () => {
    const paragraph = `${counted[0]?.[1]}\n`;
    expect(estimateTokens(paragraph.repeat(50)) / estimateTokens(paragraph)).toBeCloseTo(50, 0);
  });
});

describe('mostTokens', () => {
  test.each(counted)('when a text is in %s, the bound is above its tokens', (_, text, tokens) => {
    expect(mostTokens(text)).toBeGreaterThan(tokens);
  });

  /** Counted by the tokenizer of Gemma 3. */
  test.each(costlyTexts())('when a text is %s, the bound holds all the same', (_, text, tokens) => {
    expect(mostTokens(text)).toBeGreaterThanOrEqual(tokens);
  });

  test('when any text is bounded, the bound is at least one and at most its bytes in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }), (text) => {
        expect(mostTokens(text)).toBeGreaterThan(0);
        expect(mostTokens(text)).toBeLessThanOrEqual(new TextEncoder().encode(text).length);
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});

function costlyTexts(): [what: string, text: string, tokens: number][] {
  return [
    ['random small letters', letters('abcdefghijklmnopqrstuvwxyz', 600), 292],
    ['random letters', letters('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', 600), 358],
    ['a long number', letters('0123456789', 600), 600],
    ['hexadecimal', letters('0123456789abcdef', 600), 527],
    ['base64', letters('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 600), 420],
    ['punctuation', letters('!"#$%&()*+,-./:;<=>?@[]^_{|}~', 600), 373],
    ['emoji', letters('😀🎉🌱🧪🔬', 200), 200],
  ];
}

/** The same each time: by a linear congruential generator. */
function letters(alphabet: string, count: number): string {
  const characters = [...alphabet];
  let state = 7;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return characters[Math.floor((state / 2_147_483_648) * characters.length)];
  }).join('');
}
