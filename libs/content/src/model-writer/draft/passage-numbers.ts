/** What was cited, one by one: a list, or the one thing that stands in its place; nothing for nothing. */
export const citedItems = (cited: unknown): unknown[] =>
  Array.isArray(cited) ? cited : [cited ?? []].flat();

/** The number of a passage, which small models send as text; undefined for what is none. */
export function passageNumber(item: unknown): number | undefined {
  const number = typeof item === 'string' ? Number(/^\[?(\d+)\]?$/.exec(item.trim())?.[1]) : item;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}
