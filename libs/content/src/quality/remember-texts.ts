/** What is kept for the last texts may come from texts of so many characters. */
const keptCharacters = 500_000;

/** By language and text. */
type Generation<Result> = Map<string, Map<string, Result>>;

/**
 * A function of a text and a language that remembers its results for the last texts: statements and passages
 * are looked at again and again while a material is checked. Results are shared: nobody may change them.
 */
export function rememberTexts<Result>(
  compute: (text: string, language: string) => Result,
): (text: string, language: string) => Result {
  // Two generations: when the younger one is full, the older one goes, and what is asked for again moves up.
  let young: Generation<Result> = new Map();
  let old: Generation<Result> = new Map();
  let characters = 0;
  return (text, language) => {
    const known = young.get(language)?.get(text);
    if (known !== undefined) return known;
    const result = old.get(language)?.get(text) ?? compute(text, language);
    if (characters + text.length > keptCharacters / 2) {
      [old, young, characters] = [young, new Map(), 0];
    }
    const texts = young.get(language) ?? new Map<string, Result>();
    young.set(language, texts.set(text, result));
    characters += text.length;
    return result;
  };
}
