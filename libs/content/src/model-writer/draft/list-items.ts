/** The list at a path such as `sections.2.keyPoints`; undefined if there is none. */
export function listAt(value: unknown, path: string): unknown[] | undefined {
  let found = value;
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, step);
  }
  return Array.isArray(found) ? found : undefined;
}

/** The innermost list item that a path leads into: `items.3` of `items.3.definition`; undefined outside of lists. */
export const itemOf = (path: string): string | undefined => /^(.*\.\d+)(?:\.\D[^.]*)*$/.exec(path)?.[1];

/** Takes items out of their lists, named by their paths. */
export function dropItems(value: unknown, paths: Iterable<string>): void {
  const places = [...new Set(paths)].map((path) => {
    const at = path.lastIndexOf('.');
    return { list: path.slice(0, at), index: Number(path.slice(at + 1)) };
  });
  // From the end, so that the places of the others stay true; inner lists before the outer ones.
  places.sort((a, b) => b.list.length - a.list.length || b.index - a.index);
  for (const { list, index } of places) listAt(value, list)?.splice(index, 1);
}
