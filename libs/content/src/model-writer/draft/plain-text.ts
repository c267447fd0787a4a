import type { Source } from '../../source.ts';

/**
 * Takes away what models add to plain text although they are told not to: bold type round whole words, and the numbers of
 * passages in brackets. Brackets that stand in the source as well are its own.
 */
export function plainText(text: string, source: Pick<Source, 'text' | 'passages'>): string {
  return text
    .replace(/(?<![\p{L}\p{N}*])\*\*(?=[^\s*])([^*]+?)(?<=\S)\*\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/(?<=\S) ?\[(\d{1,6}(?: ?[,;–-] ?\d{1,6})*)\]/g, (brackets, numbers: string) => {
      const arePassages = numbers.split(/\D+/).every((number) => isPassage(Number(number), source));
      return arePassages && !source.text.includes(brackets.trim()) ? '' : brackets;
    })
    .trim();
}

const isPassage = (number: number, { passages }: Pick<Source, 'passages'>) =>
  number >= 1 && number <= passages.length;
