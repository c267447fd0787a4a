/** Whether a word on the command line means a page of the web. A file of such a name can be called ./http:… */
export const isWebAddress = (word: string): boolean => /^https?:\/\//i.test(word);

/** The address without what may be secret in it: a password, or a query that signs it. */
export function shownAddress(address: string): string {
  const { origin, pathname, search } = new URL(address);
  return `${origin}${pathname}${search === '' ? '' : '?…'}`;
}
