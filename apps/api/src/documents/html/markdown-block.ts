/** A piece of Markdown between blank lines. */
export interface MarkdownBlock {
  text: string;
  /** Items of one list and rows of one table follow each other without a blank line. */
  kind: 'heading' | 'paragraph' | 'item' | 'row' | 'code';
  /** Tells one list or table from another. */
  group: number;
  isInMain: boolean;
  isInArticle: boolean;
}

export const joinBlocks = (blocks: readonly MarkdownBlock[]): string =>
  blocks
    .map((block, index) => {
      const before = blocks[index - 1];
      const isTight =
        (block.kind === 'item' || block.kind === 'row') &&
        before?.kind === block.kind &&
        before.group === block.group;
      return `${before ? (isTight ? '\n' : '\n\n') : ''}${block.text}`;
    })
    .join('');
