import type { Term } from '../analysis/analysis.ts';
import { capitalised, type Spelling } from './phrases.ts';
import type { WritingContext } from './writing-context.ts';

/** How a term stands inside an English sentence. */
export interface TermPhrase {
  /** With the article that the source gives it: `a confidence vote`, `the Senate`, `human rights`. */
  text: string;
  isPlural: boolean;
}

/** The term by itself; with the capital that its mentions have, where the list took it away. */
export function displayed({ text }: Term, { small, capital }: Spelling): string {
  const first = text.split(' ')[0]?.toLowerCase() ?? '';
  return capital.has(first) && !small.has(first) ? capitalised(text) : text;
}

/** So many mentions show how a term is used. */
const maxMentions = 40;

const articles = /\b(a|an|the)\s+$/i;
const openPlace =
  /(?:^|[,;:—“(]\s*|\b(?:of|in|by|and|or|to|for|with|from|as|is|are|was|were|that|than|between|under|on|through|about|against|called|when|where|while|because|if|without|into|over|whether|how|why|unlike|like))\s*$/i;

/** Reads from the source's mentions whether an English term takes an article and a plural verb. */
export function termPhrase(term: Term, { analysis, spelling }: WritingContext): TermPhrase {
  const bare = term.text.replace(/\s*\([^)]*\)\s*$/, '');
  const pattern = new RegExp(`${bare.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu');
  const count = { a: 0, the: 0, none: 0, singular: 0, plural: 0 };
  for (const index of term.sentences.slice(0, maxMentions)) {
    const text = analysis.sentences[index]?.text ?? '';
    for (const mention of text.matchAll(pattern)) {
      const before = text.slice(Math.max(0, mention.index - 20), mention.index);
      const article = articles.exec(before)?.[1]?.toLowerCase();
      if (article === 'the') count.the += 1;
      else if (article) count.a += 1;
      else if (openPlace.test(before)) count.none += 1;
      const verb = /^\s+(is|was|has|are|were|have)\b/.exec(
        text.slice(mention.index + mention[0].length),
      )?.[1];
      // "Sugar and starch are" says nothing of starch alone.
      if (verb && /^(?:is|was|has)$/.test(verb)) count.singular += 1;
      else if (verb && !/\band (?:the )?$/.test(before)) count.plural += 1;
    }
  }
  const looksPlural = /[^sui]s$/i.test(bare) && !/(?:ics|ness|news)$/i.test(bare);
  const isPlural = count.plural !== count.singular ? count.plural > count.singular : looksPlural;
  const name = inText(bare, spelling.small);
  return { text: `${articleFor(name, count, isPlural)}${name}`, isPlural };
}

/** A capital that only the start of a sentence gave goes; where every word has one, it is a name. */
function inText(term: string, lowerCaseWords: ReadonlySet<string>): string {
  const [first = '', ...others] = term.split(' ');
  const isName = others.some((word) => /^\p{Lu}/u.test(word)) || /\p{Lu}.*\p{Lu}/u.test(first);
  const isCommon = lowerCaseWords.has(first.toLowerCase()) || (others.length === 0 && /ing$/.test(first));
  return isName || !isCommon ? term : term.charAt(0).toLowerCase() + term.slice(1);
}

function articleFor(
  bare: string,
  count: { a: number; the: number; none: number },
  isPlural: boolean,
): string {
  if (count.none >= count.a && count.none * 2 >= count.the) return '';
  const isName = /^\p{Lu}/u.test(bare);
  if (count.a > 0 && !isPlural && !(isName && count.the > count.a))
    return /^[aeio]|^u(?!ni|s[aei]|ti)/i.test(bare) ? 'an ' : 'a ';
  return count.the > 0 ? 'the ' : '';
}
