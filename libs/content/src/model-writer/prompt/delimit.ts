import { createHash } from 'node:crypto';

/**
 * What delimiters carry so that a text can't close them: a part of the text's own SHA-256, which a text can't hold.
 * The same text gets the same mark, so that prompts of one source share their prefix.
 */
export const markOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Text between two lines that nothing inside it can imitate. */
export const delimit = (name: 'SOURCE' | 'OUTLINE', mark: string, text: string): string =>
  `<<<${name} ${mark}>>>\n${text}\n<<<END ${name} ${mark}>>>`;
