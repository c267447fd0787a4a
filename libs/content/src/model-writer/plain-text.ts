/**
 * Takes away what models add to plain text although they are told not to: emphasis, and passage numbers in brackets.
 * @param highestNumber brackets with a higher number are the source's own
 */
export function plainText(text: string, highestNumber: number): string {
  return text
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/ ?\[(\d{1,6}(?: ?[,;–-] ?\d{1,6})*)\]/g, (brackets, numbers: string) =>
      numbers.split(/\D+/).every((number) => isNumberOfPassage(Number(number), highestNumber))
        ? ''
        : brackets,
    )
    .trim();
}

const isNumberOfPassage = (number: number, highestNumber: number) => number >= 1 && number <= highestNumber;
