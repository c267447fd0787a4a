import { languagesWithStopWords, stopWordsOf } from '../analysis/stop-words.ts';

export interface StopWordCounts {
  /** Runs of letters. */
  words: number;
  /** How many of them are stop words, by the language's place in `languagesWithStopWords`. */
  stopWords: number[];
}

/**
 * Counts the words of a text in lower case, and the stop words of each language among them. In one pass over its
 * characters: this is done for every job, and to cut out each word and look it up takes five times as long.
 */
export function countStopWords(text: string): StopWordCounts {
  const { letters, next, languages } = (built ??= buildTrie());
  const stopWords = new Int32Array(languagesWithStopWords.length);
  const { length } = text;
  let words = 0;
  let node = root;
  let isInWord = false;
  for (let place = 0; place <= length; place += 1) {
    const unit = place < length ? text.charCodeAt(place) : space;
    let letter = letters[unit] ?? noLetter;
    if (letter === notLooked) letter = letters[unit] = isLetter(unit) ? otherLetter : noLetter;
    if (letter !== noLetter) {
      node = next[node * classes + letter] ?? dead;
      isInWord = true;
    } else if (isInWord) {
      words += 1;
      for (let rest = languages[node] ?? 0, at = 0; rest > 0; rest >>= 1, at += 1) {
        if (rest & 1) stopWords[at] = (stopWords[at] ?? 0) + 1;
      }
      node = root;
      isInWord = false;
    }
  }
  return { words, stopWords: [...stopWords] };
}

const space = 0x20;

/** Halves of surrogate pairs are none: letters beyond the first plane are in no language that has stop words here. */
const isLetter = (unit: number): boolean => /\p{L}/u.test(String.fromCharCode(unit));

/** Nodes: what begins no stop word, and where words begin. */
const dead = 0;
const root = 1;
/** Room for classes of characters: each letter that stop words have, 43 by now, is one of its own. A power of two is fast. */
const classes = 64;
const noLetter = 0;
const otherLetter = 1;
/** All 65536 would take 14 ms to look at: each is looked at when it first comes. */
const notLooked = 255;

interface Trie {
  /** The class of each UTF-16 code unit. */
  letters: Uint8Array;
  /** The node that each class leads to, from each node. */
  next: Uint16Array;
  /** The languages that have the word which ends at a node, a bit each. */
  languages: Uint8Array;
}

let built: Trie | undefined;

function buildTrie(): Trie {
  const words = languagesWithStopWords.flatMap((language, at) =>
    [...stopWordsOf(language)].filter((word) => /^\p{L}+$/u.test(word)).map((word) => ({ word, at })),
  );
  const alphabet = [...new Set(words.flatMap(({ word }) => [...word]))];
  const letters = new Uint8Array(0x10000).fill(notLooked);
  for (const [at, letter] of alphabet.entries()) letters[letter.charCodeAt(0)] = otherLetter + 1 + at;
  const most = root + 1 + words.reduce((sum, { word }) => sum + word.length, 0);
  const next = new Uint16Array(most * classes);
  const languages = new Uint8Array(most);
  let last = root;
  for (const { word, at } of words) {
    let node = root;
    for (let place = 0; place < word.length; place += 1) {
      const step = node * classes + (letters[word.charCodeAt(place)] ?? noLetter);
      node = next[step] ||= last += 1;
    }
    languages[node] = (languages[node] ?? 0) | (1 << at);
  }
  return { letters, next: next.slice(0, (last + 1) * classes), languages };
}
