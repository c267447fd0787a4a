import { splitSentences } from '../../analysis/split-sentences.ts';
import { wordsOf } from '../../quality/ungrounded-words.ts';
import type { Source } from '../../source.ts';
import { commandsModels } from '../../writing/reading-rules.ts';

/** So many words of our rules in a row are no chance. */
const runOfRules = 8;
/** Of an order to software even a short piece is one too many: it may be what the order asks to be said. */
const runOfOrders = 3;

/** `rules`: repeats the prompt's rules; `order`: says what the source says to software instead of learners. */
export type Leak = 'rules' | 'order';

export type LeakFinder = (text: string) => Leak | undefined;

/** What stands in the rest of the source as well is no leak. */
export function createLeakFinder(rules: string, source: Source): LeakFinder {
  const { orders, rest } = takeOutOrders(source);
  const wordsOfRules = wordsOf(rules);
  const vocabulary = new Set(wordsOfRules);
  const rulesRuns = new Set(runsOf(wordsOfRules, runOfRules));
  const orderRuns = new Set(orders.flatMap((order) => runsOf(wordsOf(order), runOfOrders)));
  // Read when something suspicious comes, which is seldom: the source may have a megabyte.
  let read: { line: string; words: ReadonlySet<string> } | undefined;
  const said = () => (read ??= toLine(wordsOf(rest)));
  const standsInRest = (run: string) => said().line.includes(` ${run} `);
  return (text) => {
    const words = wordsOf(text);
    if (suspectsOf(words, vocabulary).some((run) => rulesRuns.has(run) && !standsInRest(run))) return 'rules';
    if (commandsModels(text)) return 'order';
    if (orderRuns.size === 0) return undefined;
    const repeated = runsOf(words, runOfOrders).filter((run) => orderRuns.has(run));
    // Ordinary words follow each other by chance: one of them must be the order's own.
    const isOrder = repeated.some((run) => run.split(' ').some((word) => !said().words.has(word)));
    return isOrder ? 'order' : undefined;
  };
}

function takeOutOrders({ text, passages }: Source): { orders: string[]; rest: string } {
  const orders: string[] = [];
  const kept: string[] = [];
  let end = 0;
  for (const passage of passages) {
    const written = text.slice(passage.start, passage.end);
    if (!commandsModels(written)) continue;
    for (const sentence of splitSentences(written)) {
      const said = written.slice(sentence.start, sentence.end);
      if (!commandsModels(said)) continue;
      orders.push(said);
      kept.push(text.slice(end, passage.start + sentence.start));
      end = passage.start + sentence.end;
    }
  }
  return { orders, rest: [...kept, text.slice(end)].join(' ') };
}

/** Runs of which the rules use every word: there are few of them in an honest text, and this is asked of every text. */
function suspectsOf(words: string[], vocabulary: ReadonlySet<string>): string[] {
  const suspects: string[] = [];
  let known = 0;
  words.forEach((word, index) => {
    known = vocabulary.has(word) ? known + 1 : 0;
    if (known >= runOfRules) suspects.push(words.slice(index + 1 - runOfRules, index + 1).join(' '));
  });
  return suspects;
}

const toLine = (words: string[]) => ({ line: ` ${words.join(' ')} `, words: new Set(words) });

const runsOf = (words: string[], length: number): string[] =>
  words.slice(length - 1).map((_, index) => words.slice(index, index + length).join(' '));
