import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Budget,
  createBudget,
  type DerivedKind,
  type Material,
  type Materials,
  type Outline,
} from '@la-factoria/content';
import type { FaultName } from '@la-factoria/content/testing/gemini-server';

import { readFixture } from '../fixture.ts';
import { derivedKinds, openWorkbench } from './model-workbench.ts';
import { eachOf, inventionOf, type Reshape, restate } from './reshape-answers.ts';
import { plants, writeOutlineOf } from './write-reshaped.ts';

let outline: Outline;

beforeAll(async () => {
  outline = await writeOutlineOf(plants);
});

const always = Number.POSITIVE_INFINITY;

/** One material, whose answers are changed on their way. */
async function writeReshaped<Kind extends DerivedKind>(
  kind: Kind,
  reshape: Reshape,
): Promise<{ material: Promise<Materials[Kind]>; calls: () => number }> {
  const { server, writer, options } = await openWorkbench({ reshape });
  return { material: writer.material(kind, plants, outline, options), calls: () => server.calls.length };
}

/** One material, all of whose calls meet a fault. */
async function writeFaulty<Kind extends DerivedKind>(kind: Kind, fault: FaultName) {
  const { server, writer, options } = await openWorkbench();
  server.fail({ fault, times: always });
  return { material: await writer.material(kind, plants, outline, options), calls: server.calls.length };
}

const issueCodes = ({ quality }: Material) => [...new Set(quality.issues.map(({ code }) => code))];

/** Words without sense, in sentences that don't repeat. */
function nonsense() {
  const words =
    'lantern gravel oblique marmalade trombone hopeful anvil carousel pepper violin noodle thunder';
  const pool = words.split(' ');
  // The generator of Numerical Recipes.
  let state = 1;
  const word = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return pool[Math.floor((state / 2 ** 32) * pool.length)];
  };
  return (text: string) => {
    let said = '';
    while (said.length < text.length - 40)
      said += `The ${word()} and the ${word()} ${word()} beneath ${word()}. `;
    said = said.trim() || `The ${word()} and the ${word()}.`;
    return text.endsWith('?') ? `${said.replace(/\.$/, '')}?` : said;
  };
}

describe('answers that are broken again after the repair', () => {
  const stating = derivedKinds.filter((kind) => kind !== 'reading-questions');

  test.each(stating)(
    'F11 when %s is nonsense that fits its schema, it fails as unsupported',
    async (kind) => {
      const write = nonsense();
      const { material, calls } = await writeReshaped(kind, (answer) => restate(answer, write));
      await expect(material).rejects.toMatchObject({ code: 'output-unsupported', isRetryable: true });
      expect(calls()).toBe(2);
    },
  );

  test.each(derivedKinds)('F11 when %s is in another language, it fails as such', async (kind) => {
    const sentences = readFixture('wetter')
      .replace(/^#.*$/gm, '')
      .split(/(?<=\.)\s+/);
    let step = 0;
    const write = (text: string) => {
      let said = '';
      while (said.length < text.length - 60) said += ` ${sentences[(step += 1) % sentences.length]}`;
      said = said.trim() || 'Der Wind weht aus dem Westen.';
      return text.endsWith('?') ? `${said.replace(/\.$/, '')}?`.slice(-300) : said;
    };
    const { material, calls } = await writeReshaped(kind, (answer) => restate(answer, write));
    await expect(material).rejects.toMatchObject({ code: 'wrong-language', isRetryable: true });
    expect(calls()).toBe(2);
  });

  test.each<[FaultName, DerivedKind, string]>([
    ['too-few-items', 'flashcards', 'shortfall'],
    ['too-few-items', 'study-guide', 'shortfall'],
    ['too-short', 'one-pager', 'shortfall'],
    ['uncited', 'flashcards', 'citation-corrected'],
    ['uncited', 'podcast-script', 'citation-corrected'],
    ['uncited', 'reading-questions', 'citation-corrected'],
    ['hallucinated-citation', 'faqs', 'citation-corrected'],
    ['hallucinated-citation', 'one-pager', 'citation-corrected'],
    ['wrong-citation', 'flashcards', 'citation-corrected'],
    ['wrong-citation', 'study-guide', 'citation-corrected'],
  ])('F11 when %s lasts in %s, it is delivered after two calls with %s named', async (fault, kind, code) => {
    const { material, calls } = await writeFaulty(kind, fault);
    expect(calls).toBe(2);
    expect(issueCodes(material)).toContain(code);
  });

  test('when citations are wrong in all cards, those that were found bear the cards out', async () => {
    const { material } = await writeFaulty('flashcards', 'wrong-citation');
    expect(material.quality.groundedness).toBe(1);
    const corrected = material.quality.issues.filter(({ code }) => code === 'citation-corrected');
    expect(corrected.length).toBeGreaterThan(5);
  });

  test('when there are more items than asked for, the first are kept, and no second call is made', async () => {
    const { material, calls } = await writeReshaped('faqs', (answer) => {
      const items = Array.isArray(answer['items']) ? answer['items'] : [];
      const more = Array.from({ length: 10 }, () => items).flat();
      return { items: more.slice(0, 16) };
    });
    expect((await material).items).toHaveLength(15);
    expect(calls()).toBe(1);
  });
});

describe('a first answer that can be handed out', () => {
  const withInvention = eachOf('items', (card, at) =>
    at === 2 ? { ...card, definition: inventionOf(at) } : card,
  );

  test.each<FaultName>(['safety', 'invalid-json', 'cut-off', 'rejected', 'nonsense'])(
    'when its repair ends as %s, it is kept with its false statement marked',
    async (fault) => {
      const { server, writer, options } = await openWorkbench({ reshape: withInvention });
      server.fail({ fault, where: ({ isRepair }) => isRepair });
      const cards = await writer.material('flashcards', plants, outline, options);
      const marked = cards.quality.issues.filter(({ code }) => code === 'unsupported');
      expect(marked.map(({ path }) => path)).toEqual(['items.2']);
      expect(cards.items[2]?.definition).toBe(inventionOf(2));
      expect(cards.quality.groundedness).toBeLessThan(1);
      expect(server.calls).toHaveLength(2);
    },
  );

  test('when there is no money for its repair, it is kept, and the limit holds', async () => {
    const reserved: number[] = [];
    const unlimited = createBudget({ limitUsd: Number.POSITIVE_INFINITY });
    const recording: Budget = {
      reserve: (usd, signal) => (reserved.push(usd), unlimited.reserve(usd, signal)),
      spentUsd: 0,
    };
    const rich = await openWorkbench({ reshape: withInvention });
    await rich.writer.material('flashcards', plants, outline, { ...rich.options, budget: recording });
    const [cost = 0] = rich.usages.map(({ costUsd }) => costUsd);
    const [first = 0] = reserved;

    const { server, writer } = await openWorkbench({ reshape: withInvention });
    const budget = createBudget({ limitUsd: first + cost / 2 });
    const cards = await writer.material('flashcards', plants, outline, { budget });
    expect(reserved).toHaveLength(2);
    expect(server.calls).toHaveLength(1);
    expect(budget.spentUsd).toBeCloseTo(cost, 9);
    expect(issueCodes(cards)).toContain('unsupported');
  });
});

describe('what a repair is told', () => {
  /** Longer than the quotation of a statement. */
  const run = 125;

  test.each<[FaultName, DerivedKind]>([
    ['cut-off', 'study-guide'],
    ['invalid-json', 'reading-material'],
    ['too-short', 'one-pager'],
    ['too-long', 'one-pager'],
    ['wrong-language', 'faqs'],
    ['uncited', 'reading-material'],
    ['hallucinated-citation', 'study-guide'],
    ['wrong-citation', 'reading-material'],
    ['invented-facts', 'one-pager'],
    ['repetition-loop', 'podcast-script'],
    ['nonsense', 'study-guide'],
    ['obeys-injection', 'reading-material'],
  ])(
    'F11 when an answer is broken by %s, no long run of it stands in the second prompt for %s',
    async (fault, kind) => {
      const { server, writer, options } = await openWorkbench();
      server.fail({ fault });
      await writer.material(kind, plants, outline, options);
      const [first, second] = server.calls;
      const broken = JSON.stringify(first?.text ?? '').slice(1, -1);
      const told = second?.task.slice(second.task.indexOf('Your earlier answer')) ?? '';
      const runs = Array.from({ length: Math.max(0, broken.length - run) }, (_, at) =>
        broken.slice(at, at + run),
      );
      expect({ calls: server.calls.length, some: runs.length > 0 }).toEqual({ calls: 2, some: true });
      expect(told).toMatch(/^Your earlier answer broke these rules:\n\n- /);
      expect(runs.filter((text) => told.includes(text))).toEqual([]);
      expect(second?.prompt.slice(0, -second.task.length)).toBe(first?.prompt.slice(0, -first.task.length));
    },
  );
});
