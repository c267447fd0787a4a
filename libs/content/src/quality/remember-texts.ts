/** What is kept for the last texts may come from texts of so many characters. */
const keptCharacters = 500_000;

/**
 * A function of a text and a language that remembers its results for the last texts: statements and passages are looked
 * at again and again while a material is checked. Results are shared: nobody may change them.
 */
export function rememberTexts<Result>(
  compute: (text: string, language: string) => Result,
): (text: string, language: string) => Result {
  // Two generations: when the younger one is full, the older one goes, and what is asked for again moves up.
  let young = new Map<string, Result>();
  let old = new Map<string, Result>();
  let characters = 0;
  return (text, language) => {
    const key = `${language} ${text}`;
    const known = young.get(key);
    if (known !== undefined) return known;
    const result = old.get(key) ?? compute(text, language);
    if (characters + key.length > keptCharacters / 2) {
      [old, young, characters] = [young, new Map(), 0];
    }
    young.set(key, result);
    characters += key.length;
    return result;
  };
}
