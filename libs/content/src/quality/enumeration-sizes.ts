const separator = /,\s+(?:and|or|und|oder|et|ou|y|o|e|en)\s+|,\s+|;\s+|\s(?:and|or|und|oder|et|ou|y|en)\s/gu;

/**
 * How many things a text may be said to list: "light, water and carbon dioxide" are three, and so are three
 * points of a list. Who counts them ("three factors") states no new number.
 */
export function enumerationSizes(text: string): Set<number> {
  const sizes = new Set<number>();
  for (const clause of text.split(/[.:!?()\n–—]/u)) {
    const separators = clause.match(separator)?.length ?? 0;
    for (let size = 2; size <= Math.min(10, separators + 1); size += 1) sizes.add(size);
  }
  const points = text.match(/^[ \t]*(?:[-*+•]|\d{1,2}[.)])\s+\S/gm)?.length ?? 0;
  if (points > 1) sizes.add(points);
  return sizes;
}
