/** The few words that the server adds of its own, by language. `{term}` stands for what it is about. */
export interface Phrases {
  questions: readonly string[];
  /** What precedes a sentence in something to be learned; empty where that would need the sentence turned round. */
  objective: string;
  /** Words that can change places without changing what is said. */
  swaps: readonly (readonly [RegExp, string])[];
  openers: readonly string[];
}

const english: Phrases = {
  questions: [
    'What should one know about {term}?',
    'What is meant by {term}?',
    'Why does {term} matter?',
    'What is true of {term}?',
    'How can {term} be described?',
  ],
  objective: 'Explain that ',
  swaps: [
    [/\bbecause\b/, 'as'],
    [/\bwhereas\b/, 'but'],
    [/\btherefore\b/i, 'so'],
    [/\bsuch as\b/, 'like'],
    [/\bcannot\b/, "can't"],
    [/\bin order to\b/, 'to'],
  ],
  openers: ['', '', '', '', 'In sum, ', 'In all, '],
};

const phrases: Record<string, Phrases> = {
  en: english,
  de: {
    questions: ['Was sollte man über {term} wissen?', 'Was ist mit {term} gemeint?', 'Was gilt für {term}?'],
    ...{ objective: '', swaps: [[/, weil /, ', da ']], openers: [''] },
  },
  fr: {
    questions: ['Que faut-il savoir sur {term} ?', 'Que dit-on de {term} ?'],
    ...{ objective: '', swaps: [], openers: [''] },
  },
  es: {
    questions: ['¿Qué se debe saber sobre {term}?', '¿Qué se dice de {term}?'],
    ...{ objective: '', swaps: [], openers: [''] },
  },
};

const commonWords: Record<string, RegExp> = {
  en: /\b(the|and|of|is|are|that)\b/gi,
  de: /\b(der|die|und|ist|das|nicht)\b/gi,
  fr: /\b(le|les|et|est|des|une)\b/gi,
  es: /\b(el|los|y|es|del|una)\b/gi,
};

/** For the language whose commonest words the text has most of. */
export function phrasesFor(text: string): Phrases {
  const counts = Object.entries(commonWords).map(([language, words]) => ({
    language,
    count: text.match(words)?.length ?? 0,
  }));
  const [most] = counts.sort((a, b) => b.count - a.count);
  return phrases[most?.language ?? 'en'] ?? english;
}
