import { createRequire } from 'node:module';

import type Compromise from 'compromise/two';

// One bundled file: as two hundred modules it takes half as long again to load.
const require = createRequire(import.meta.url);

/** A word of an English clause, with what it is in the sentence. */
export interface Token {
  text: string;
  /** White space and signs after the word. */
  after: string;
  tags: ReadonlySet<string>;
}

/** Part-of-speech tags and base forms, for English. */
export interface Tagger {
  tag(text: string): Token[];
  /** `wrote` → `write`, `carries` → `carry`. */
  infinitive(verb: string, tense: 'PastTense' | 'PresentTense'): string;
}

interface CompromiseTerm {
  text: string;
  pre: string;
  post: string;
  tags: string[];
}

let loading: Promise<Tagger> | undefined;

/** Loads the tagger on first use: it takes a third of a second, which a start of the program should not pay for. */
export function loadTagger(): Promise<Tagger> {
  loading ??= Promise.resolve().then(() => {
    const nlp = require('compromise/two') as typeof Compromise;
    const toInfinitive = infinitiveMethod(nlp.methods(), nlp.model());
    return {
      tag: (text) => {
        const sentences: { terms: CompromiseTerm[] }[] = nlp(text).json({ terms: { tags: true } });
        return sentences.flatMap(({ terms }) => terms.map(toToken));
      },
      infinitive: toInfinitive,
    };
  });
  return loading;
}

const toToken = ({ text, pre, post, tags }: CompromiseTerm): Token => ({
  text: `${pre.trimStart()}${text}`,
  after: post,
  tags: new Set(tags),
});

/** Compromise types its inner methods as `object`; this walks to the one we need, or fails where a release moved it. */
function infinitiveMethod(methods: object, model: object): Tagger['infinitive'] {
  const found = ['two', 'transform', 'verb', 'toInfinitive'].reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    methods,
  );
  if (typeof found !== 'function') throw new TypeError('compromise has no two.transform.verb.toInfinitive');
  return (verb, tense) => String(found(verb.toLowerCase(), model, tense));
}
