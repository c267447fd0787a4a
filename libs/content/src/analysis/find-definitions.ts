import type { Definition, Sentence } from './analysis.ts';
import { termPhrase } from './term-phrase.ts';

export interface FoundDefinition {
  term: string;
  definition: Definition;
}

interface Pattern {
  name: string;
  /** Named groups `term` and `text`. */
  expression: RegExp;
  confidence: number;
}

const np = "(?:[“\"‘']?[\\p{L}\\p{N}][\\p{L}\\p{N}’'&.-]*[”\"’']?(?: |$)?){1,6}?";
const lead = `^(?:(?:In|For|As|By|Within|Among|To|On)\\s[^,]{2,60}, |The (?:term|word|concept|idea|theory|notion|phrase)(?: of)? )?(?:[Tt]he |[Aa]n? )?`;
const adverb =
  '(?:also |often |commonly |usually |generally |typically |sometimes |simply |frequently |most |best |more |basically |essentially |formally |known as )*';

const patterns: Pattern[] = [
  {
    name: 'refers-to',
    expression: new RegExp(
      `${lead}(?<term>${np}) ${adverb}(?:refers? ${adverb}to|means?|denotes?|is ${adverb}defined as|are ${adverb}defined as|can be ${adverb}defined as|is when|is where|occurs? when|happens? when) (?<text>.+)$`,
      'u',
    ),
    confidence: 0.95,
  },
  {
    name: 'is-a',
    expression: new RegExp(
      `${lead}(?<term>${np})(?:, or [^,]+,| \\([^)]*\\))? (?:is|are) ${adverb}(?<text>(?:an?|the|any|one of the|those|all|organizations|systems|groups|people|countries|ones|set|how|what) .+)$`,
      'u',
    ),
    confidence: 0.8,
  },
  {
    name: 'known-as',
    expression: new RegExp(
      `^(?<text>.{15,}?),? (?:is|are|was|were|has been|have been|can be|may be)?,? ?${adverb}(?:known|called|referred to|termed|labeled|dubbed)(?: as)? ${adverb}(?:the |an? )?(?<term>${np})(?=[,.;—(]|\\.?$| (?:and|or|that|which|is|are|by|in|to|because|when|for)\\b)`,
      'u',
    ),
    confidence: 0.85,
  },
  {
    name: 'that-is',
    expression: new RegExp(
      `(?:^|[ “(])(?<term>${np})(?:—|, |; )(?:that is,?|in other words,?|i\\.e\\.,?|meaning|which (?:is|are|means?|refers? to)) (?<text>[^—;]+)`,
      'u',
    ),
    confidence: 0.85,
  },
  {
    name: 'dash',
    expression: new RegExp(
      `(?:^|[ “(])(?<term>${np})(?:—| – | -- )(?<text>(?:an?|the|any|those|or) [^—–]{10,}?)(?:—| – | -- |[.;]|$)`,
      'u',
    ),
    confidence: 0.8,
  },
  {
    name: 'brackets',
    expression: new RegExp(
      `(?:^|[ “])(?<term>${np}) \\((?<text>(?:an?|the|or|that is,?|when|those|any|i\\.e\\.,?) [^()]{10,})\\)`,
      'u',
    ),
    confidence: 0.8,
  },
  {
    name: 'appositive',
    expression: new RegExp(`(?:^|[ “(])(?<term>${np}), (?<text>(?:or )?(?:an?|the|any) [^;—]{12,})`, 'u'),
    confidence: 0.6,
  },
];

/** Phrases of a sentence that say what a term means. */
export function findDefinitions(sentence: Sentence, stopWords: ReadonlySet<string>): FoundDefinition[] {
  const found: FoundDefinition[] = [];
  for (const { name, expression, confidence } of patterns) {
    const match = expression.exec(sentence.text);
    const raw = match?.groups?.term ?? '';
    const text = tidyDefinition(match?.groups?.text ?? '');
    const term = longestTail(raw, stopWords);
    if (!term || text.length < 10) continue;
    found.push({
      term,
      definition: {
        text,
        sentence: sentence.index,
        pattern: name,
        confidence,
        start: sentence.start,
        end: sentence.end,
      },
    });
  }
  return found;
}

/** The longest run of words at the end of `raw` that can be a term. */
function longestTail(raw: string, stopWords: ReadonlySet<string>): string | undefined {
  const words = raw.trim().split(' ');
  for (let from = 0; from < words.length; from += 1) {
    const term = termPhrase(words.slice(from).join(' '), stopWords);
    if (term) return term;
  }
  return undefined;
}

const tidyDefinition = (text: string) =>
  text
    .trim()
    .replace(/^(?:or|that is,?|i\.e\.,?)\s+/, '')
    .replace(/[\s.;,:—]+$/, '')
    .trim();
