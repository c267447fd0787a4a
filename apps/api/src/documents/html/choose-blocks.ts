import type { MarkdownBlock } from './markdown-block.ts';

/** Less is a page's teaser, not its text. */
const enoughCharacters = 200;
/** Of all the text of the page: a short article below a long text is not the text. */
const enoughShare = 0.3;

/** What stands in `<main>`, else what stands in an `<article>`, when that is the better part of a page; else all. */
export function chooseBlocks(blocks: MarkdownBlock[]): MarkdownBlock[] {
  const enough = Math.max(enoughCharacters, enoughShare * lengthOf(blocks));
  for (const isChosen of [
    ({ isInMain }: MarkdownBlock) => isInMain,
    ({ isInArticle }: MarkdownBlock) => isInArticle,
  ]) {
    const chosen = blocks.filter(isChosen);
    if (lengthOf(chosen) >= enough) return chosen;
  }
  return blocks;
}

const lengthOf = (blocks: readonly MarkdownBlock[]) =>
  blocks.reduce((length, { text }) => length + text.length, 0);
