/** A table of Markdown, its first column to the left and the others, figures, to the right. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const rule = header.map((_, column) => (column === 0 ? '---' : '---:'));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
