import { findDefinition, findNouns, findTerms } from './find-terms.ts';
import { fitText } from './fit-text.ts';
import type { NumberedPassage } from './parse-passages.ts';
import { phrasesFor } from './phrases.ts';
import type { Bounds } from './read-bounds.ts';
import { seededRandom } from './seeded-random.ts';
import { readSentences, type SourceSentence, splitSentences, withoutMarkup } from './source-sentences.ts';

/** A stretch of the source, in sentences: from, and up to but without. */
export interface Region {
  from: number;
  to: number;
}

/** What one object of the answer is about: all its fields rest on it. */
export interface Focus {
  region: Region;
  /** The first sentence that was taken: the next text begins with it, and terms and titles come from it. */
  sentence?: SourceSentence;
  isSaid?: boolean;
  term?: string;
}

export interface Written {
  text: string;
  /** The passages that it rests on. */
  numbers: readonly number[];
}

export type PassageWriter = ReturnType<typeof createPassageWriter>;

const nothing: SourceSentence = { text: 'The source has nothing to say here.', numbers: [], heading: '' };

/**
 * Writes texts out of the sentences of passages: slightly reworded, each sentence as seldom as can be, the same for the
 * same passages and seed.
 * @param prompt what is read where there are no passages
 */
export function createPassageWriter(passages: readonly NumberedPassage[], prompt: string, seed: number) {
  const read = readSentences(passages);
  const unnumbered = () =>
    splitSentences(withoutMarkup(prompt)).map((text) => ({ text, numbers: [], heading: '' }));
  const found = read.length > 0 ? read : unnumbered();
  const sentences = found.length > 0 ? found : [nothing];
  const phrases = phrasesFor(
    sentences
      .slice(0, 40)
      .map(({ text }) => text)
      .join(' '),
  );
  const nouns = findNouns(sentences.map(({ text }) => text).join(' '));
  const random = seededRandom(seed);
  const uses = sentences.map(() => 0);
  const usedTerms = new Set<string>();
  const usedTitles = new Set<string>();
  const all: Region = { from: 0, to: sentences.length };

  /** The least used sentence of the region, the first of them, of those that qualify if any do. */
  function take(region: Region, isWanted: (text: string) => boolean = () => true): SourceSentence {
    let best: number | undefined;
    for (let index = region.from; index < region.to; index += 1) {
      if (!isWanted(sentences[index]?.text ?? '')) continue;
      if (best === undefined || (uses[index] ?? 0) < (uses[best] ?? 0)) best = index;
    }
    if (best === undefined) return take(region);
    uses[best] = (uses[best] ?? 0) + 1;
    return sentences[best] ?? nothing;
  }

  /** The next sentence of a text: not one that it says already, and from elsewhere only once its own region is told. */
  function takeNext(focus: Focus, said: ReadonlySet<string>, isTold: boolean): SourceSentence {
    if (!focus.isSaid) return sentenceOf(focus);
    return take(isTold ? all : focus.region, (text) => !said.has(text));
  }

  function sentenceOf(focus: Focus, isWanted?: (text: string) => boolean): SourceSentence {
    focus.sentence ??= take(focus.region, isWanted);
    return focus.sentence;
  }

  function reworded({ text }: SourceSentence, isFirst: boolean): string {
    const swapped = phrases.swaps.reduce(
      (sentence, [words, others]) => (random() < 0.7 ? sentence.replace(words, others) : sentence),
      text,
    );
    const opener = phrases.openers[Math.floor(random() * phrases.openers.length)] ?? '';
    const lowered = lowerFirst(swapped);
    return opener === '' || !isFirst || lowered === swapped ? swapped : opener + lowered;
  }

  function term(focus: Focus): string {
    if (focus.term !== undefined) return focus.term;
    const candidates = findTerms(sentenceOf(focus).text, nouns);
    const unused = candidates.find((candidate) => !usedTerms.has(candidate.toLowerCase()));
    focus.term = unused ?? candidates[0] ?? 'this';
    usedTerms.add(focus.term.toLowerCase());
    return focus.term;
  }

  const fitted = (text: string, bounds: Bounds, focus: Focus) =>
    fitText(text, bounds, () => take(focus.region).text);

  return {
    all,
    /** The stretches below each heading that has sentences, in order. */
    sections: sectionsOf(sentences),

    /**
     * Sentences up to about so many characters: fewer if its region has no more to say, unless the length was asked for.
     */
    prose(focus: Focus, bounds: Bounds, characters: number, isLengthAsked = false): Written {
      const used: SourceSentence[] = [];
      const said = new Set<string>();
      const own = sentences.slice(focus.region.from, focus.region.to);
      let text = '';
      while (text.length < characters && used.length < sentences.length) {
        const isEnough = text.length >= Math.max(1, bounds.min);
        const isTold = own.every((sentence) => said.has(sentence.text));
        if (isTold && isEnough && !isLengthAsked) break;
        const sentence = takeNext(focus, said, isTold);
        const longer = `${text} ${reworded(sentence, text === '')}`.trim();
        // Whichever is nearer to the length: with the sentence or without.
        if (isEnough && (longer.length > bounds.max || longer.length - characters > characters - text.length))
          break;
        focus.isSaid = true;
        said.add(sentence.text);
        used.push(sentence);
        text = longer;
      }
      return { text: fitted(text, bounds, focus), numbers: used.flatMap(({ numbers }) => numbers) };
    },

    term(focus: Focus, bounds: Bounds): Written {
      sentenceOf(focus, (text) => findDefinition(text) !== undefined);
      return { text: fitted(term(focus), bounds, focus), numbers: sentenceOf(focus).numbers };
    },

    /** What the term of the object is, without the term where the source defines it. */
    definition(focus: Focus, bounds: Bounds): Written {
      const sentence = sentenceOf(focus);
      const meaning = findDefinition(sentence.text)?.meaning;
      const text = meaning === undefined ? reworded(sentence, false) : upperFirst(meaning);
      return { text: fitted(text, bounds, focus), numbers: sentence.numbers };
    },

    question(focus: Focus, bounds: Bounds): Written {
      const template = phrases.questions[Math.floor(random() * phrases.questions.length)] ?? '{term}?';
      const asked = template.replace('{term}', term(focus));
      const room = { min: Math.max(0, bounds.min - 1), max: Math.max(1, bounds.max - 1) };
      const text = `${fitted(asked, room, focus).replace(/[?.\s]+$/, '')}?`.padStart(bounds.min, '¿');
      return { text, numbers: sentenceOf(focus).numbers };
    },

    title(focus: Focus, bounds: Bounds): Written {
      const { heading, numbers } = sentenceOf(focus);
      const isNew = heading !== '' && !usedTitles.has(heading) && heading.length >= bounds.min;
      const text = isNew
        ? heading
        : [heading, upperFirst(term(focus))].filter((part) => part !== '').join(': ');
      usedTitles.add(text);
      return { text: fitted(text, bounds, focus).replace(/\.$/, '').padEnd(bounds.min, '.'), numbers };
    },

    objective(focus: Focus, bounds: Bounds): Written {
      const sentence = sentenceOf(focus);
      const text = phrases.objective === '' ? sentence.text : phrases.objective + lowerFirst(sentence.text);
      return { text: fitted(text, bounds, focus), numbers: sentence.numbers };
    },
  };
}

function sectionsOf(sentences: readonly SourceSentence[]): Region[] {
  const sections: (Region & { heading: string })[] = [];
  sentences.forEach(({ heading }, index) => {
    const last = sections.at(-1);
    if (last?.heading === heading) last.to = index + 1;
    else sections.push({ heading, from: index, to: index + 1 });
  });
  return sections.map(({ from, to }) => ({ from, to }));
}

/** Only function words lose their capital: a name keeps it. */
const lowerFirst = (text: string) =>
  text.replace(
    /^(The|An?|This|That|These|Those|It|If|In|On|When|As|Many|Most|Some|All|Each|There|They|Unlike)\b/,
    (word) => word.toLowerCase(),
  );

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
