/** Lower-cased words and numbers of a text, the unit that ROUGE counts. */
export const tokensOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The paragraphs of a Markdown text without headings, tables and code, one string each. */
export function paragraphsOf(markdown: string): string[] {
  return markdown
    .split(/\n\s*\n/)
    .map((block) => block.replace(/\s+/g, ' ').trim())
    .filter((block) => block !== '' && !/^(?:#|\||```)/.test(block));
}

/** A naive sentence split, good enough for baselines. */
export const sentencesOf = (paragraph: string): string[] =>
  paragraph.split(/(?<=[.?!]["”’)]*)\s+(?=["“‘(]?\p{Lu})/u).filter((sentence) => sentence.trim() !== '');

export const stopWords: ReadonlySet<string> = new Set(
  `a about above across after again against all almost also although always am among an and another any are as at be because been before being below between both but by can could did do does doing done down during each either even ever every few first for from further had has have having he her here hers him his how however i if in into is it its itself just least less like made make many may me might more most much must my neither no nor not now of off often on once one only or other our out over own per perhaps quite rather s same second see she should since so some such t than that the their them then there these they this those through thus to too toward two under until up upon us use used very was we were what when where whether which while who whom whose why will with within without would yet you your`.split(
    /\s+/,
  ),
);
