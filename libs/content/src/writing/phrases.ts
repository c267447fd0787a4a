/** Words that are written small inside a heading, and so say nothing about how the heading is capitalised. */
const smallWord =
  /^(?:a|an|the|and|or|but|nor|of|in|on|at|to|by|for|from|with|as|is|are|was|were|vs\.?|de|la|le|les|du|des|und|der|die|das|von|y|el|los|las|en|et|à)$/i;

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Ends with a full stop, unless it ends with another sign of its own. */
export const finished = (text: string): string => (/[.!?…:]["”’»)\]]*$/.test(text) ? text : `${text}.`);

/** "a, b and c". */
export function listed(items: string[], and: string): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`;
}

/** Cut at a word's end, with an ellipsis, where `text` is longer than `maxCharacters`. */
export function clipped(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const cut = text.slice(0, maxCharacters - 1);
  const atWord = cut.lastIndexOf(' ');
  return `${(atWord > maxCharacters / 2 ? cut.slice(0, atWord) : cut).trimEnd()}…`;
}

/** A heading without its number ("1.2 Cells", "Chapter 3: Cells"), and not shouting. */
export function cleanHeading(title: string): string {
  const bare = title
    .replace(/<(script|style)\b[^>]*>.*?<\/\1>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .replace(/^(?:chapter|section|part|unit|lesson|kapitel|chapitre|capítulo)\s+[\dIVX]+\s*[:.–—-]\s*/i, '')
    .replace(/^(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|[IVX]+\.)\s+(?=\p{L})/u, '')
    .replace(/[<>{}[\]|\\`*]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const isShouting =
    bare.length > 5 && bare === bare.toUpperCase() && /\p{Lu}/u.test(bare) && bare.includes(' ');
  return isShouting ? capitalised(bare.toLowerCase()) : bare;
}

/** How a source writes its words, to tell names from words that a heading or a sentence's start capitalised. */
export interface Spelling {
  /** Lower-case forms of words that the running text writes small somewhere. */
  small: ReadonlySet<string>;
  /** Lower-case forms of words that it writes with a capital inside a sentence. */
  capital: ReadonlySet<string>;
}

/** "What Kinds of Conflicts Exist within NATO?": prepositions are small in a title, however long. */
const titleCaseShare = 0.6;

/**
 * A heading as a part of a sentence: "The Electoral Connection" → "the electoral connection".
 * A word keeps its capital where the running text knows it only with one: a name, most likely.
 */
export function inSentence(heading: string, spelling: Spelling): string {
  // What a heading abbreviates is a name: "The International Court of Justice (ICJ)".
  if (/\(\p{Lu}{2,}\)/u.test(heading)) return heading.replace(/^The /, 'the ');
  const words = heading.split(' ');
  const significant = words.filter((word) => word.length > 3);
  const capitals = significant.filter((word) => /^[^\p{L}]*\p{Lu}/u.test(word));
  const isTitleCase = significant.length > 1 && capitals.length >= significant.length * titleCaseShare;
  return words
    .map((word) => {
      const bare = bareOf(word);
      if (/\p{Lu}.*\p{Lu}/u.test(word)) return word;
      const isKnownSmall = smallWord.test(bare) || spelling.small.has(bare);
      return isKnownSmall || (isTitleCase && !spelling.capital.has(bare)) ? word.toLowerCase() : word;
    })
    .join(' ');
}

/** The first word of a sentence as it stands inside one; its capital stays where nothing tells that it is no name. */
export const firstWordInSentence = (word: string, { small }: Spelling): string =>
  !/\p{Lu}.*\p{Lu}/u.test(word) && small.has(bareOf(word)) ? word.toLowerCase() : word;

const bareOf = (word: string) =>
  word
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/['’]s$/, '');
