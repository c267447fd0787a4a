/** What follows `from`, `import` and `require` in a text, as it is written. */
export function importedSources(text: string): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*['"]([^'"\n]+)['"]/g);
  return [...found].flatMap(([, source]) => source ?? []);
}
