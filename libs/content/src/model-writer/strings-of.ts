/** Every text of a draft with its path, labels such as speakers' names included. */
export function stringsOf(value: unknown, path = ''): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    stringsOf(item, path === '' ? name : `${path}.${name}`),
  );
}
