/** Keys by what stands before their first colon, so that a namespace is found without looking at all other keys. */
export class KeysByNamespace {
  readonly #groups = new Map<string, Set<string>>();

  add(key: string): void {
    const name = beforeColon(key);
    if (name === undefined) return;
    const group = this.#groups.get(name);
    if (group === undefined) this.#groups.set(name, new Set([key]));
    else group.add(key);
  }

  delete(key: string): void {
    const name = beforeColon(key);
    if (name === undefined) return;
    const group = this.#groups.get(name);
    if (group?.delete(key) === true && group.size === 0) this.#groups.delete(name);
  }

  /** Those that begin with `<namespace>:`. The namespace may have colons of its own. */
  of(namespace: string): string[] {
    const beginning = `${namespace}:`;
    const group = this.#groups.get(beforeColon(beginning) ?? '');
    return group === undefined ? [] : [...group].filter((key) => key.startsWith(beginning));
  }
}

function beforeColon(key: string): string | undefined {
  const end = key.indexOf(':');
  return end === -1 ? undefined : key.slice(0, end);
}
