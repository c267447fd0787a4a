/** Function words of four letters and more, which name nothing. */
const functionWords = new Set(
  (
    'about above across after again almost against also although always among another because become been before being below between ' +
    'both cannot could does doing down during each either even every from further have having hence here however into ' +
    'itself just like made make makes many might more most much must neither never often only other otherwise over same ' +
    'several shall should since some such than that their them then there therefore these they this those though through ' +
    'thus under unless until upon used uses using very were what when where whereas whether which while whose will with ' +
    'within without would your aber alle auch beim dann dass denn diese dieser dieses durch eine einem einen einer eines ' +
    'haben ihre ihrer kann können mehr nach nicht noch oder sehr sich sind sondern über unter viele wenn werden wird zwischen ' +
    'avec aussi cette comme dans depuis donc elle elles entre leur leurs mais même nous parce plus pour quand sans sont ' +
    'tout tous très vous como cuando desde donde entre esta este estos para pero porque sobre también tiene una unos'
  ).split(' '),
);

const definition =
  /^(?:the |an? |der |die |das |eine? |l[ea] |les |une? |el |los |las )?([\p{L}][\p{L}'’-]*(?: [\p{L}'’-]+){0,2}?) (?:is|are|means|refers to|ist|sind|est|sont|es|son) (.{15,})$/iu;
const notATerm =
  /^(it|its|this|that|there|these|those|they|he|she|we|you|i|which|what|who|such|one|some|all|both|each|every|many|most|if|when|as|in|on|at|by|for|but|and|so|not|because|although|while|es|sie|er|wir|wenn|il|elle|ce|on|si|se)\b/i;

/** What a sentence says that something is. */
export interface Definition {
  term: string;
  /** The rest of the sentence after the verb. */
  meaning: string;
}

/** `Compost is a dark material …` → compost, a dark material …. */
export function findDefinition(sentence: string): Definition | undefined {
  const [, term = '', meaning = ''] = definition.exec(sentence) ?? [];
  return term === '' || notATerm.test(term) ? undefined : { term, meaning };
}

const nounPlace =
  /(?<![\p{L}])(?:the|an?|of|called|der|die|das|eine?|le|la|les|des|une?|el|los|las|del)\s+([\p{L}][\p{L}'’-]{3,})/giu;

/** Words that stand after an article somewhere: most of them name things. In lower case. */
export const findNouns = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(nounPlace)].map(([, word = '']) => word.toLowerCase()).filter(isContent));

/** What a sentence is about, the best first: what it defines, names, longer nouns, two words in a row, any word. */
export function findTerms(sentence: string, nouns: ReadonlySet<string>): string[] {
  const words = sentence.match(/[\p{L}][\p{L}\p{N}'’-]*/gu) ?? [];
  const longestFirst = words.filter(isContent).sort((a, b) => b.length - a.length);
  const names = sentence.match(/(?<=\S )\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)+/gu) ?? [];
  const isNoun = (word: string) => nouns.has(word.toLowerCase());
  const pairs = words
    .slice(1)
    .map((word, index) => `${words[index] ?? ''} ${word}`)
    .filter((pair) => sentence.includes(pair) && pair.split(' ').every(isContent));
  const defined = findDefinition(sentence)?.term;
  return [
    ...new Set([
      ...(defined === undefined ? [] : [defined]),
      ...names,
      ...longestFirst.filter(isNoun),
      ...pairs.filter((pair) => isNoun(pair.split(' ')[1] ?? '')),
      ...longestFirst,
    ]),
  ];
}

const isContent = (word: string) => word.length >= 4 && !functionWords.has(word.toLowerCase());
