/** A comment that asks to excuse findings. */
export interface Suppression {
  reach: 'here' | 'next line' | 'file';
  /** Identifiers, as written. */
  rules: string[];
  /** Absent where none is given: such a comment excuses nothing. */
  reason: string | undefined;
}

const directive = /^test-validator-ignore(-next-line|-file)?(?![\w-])([^]*)$/;

/**
 * Reads `test-validator-ignore HT010, HT024 -- reason` and its `-next-line` and `-file` forms, with or without the
 * comment's own marks. Undefined for every other comment.
 */
export function parseSuppression(comment: string): Suppression | undefined {
  const match = directive.exec(withoutMarks(comment));
  if (match === null) return undefined;
  const [, form, rest = ''] = match;
  const [list = '', ...afterDashes] = rest.split(/(?<!\S)--(?!\S)/);
  const reason = afterDashes.join('--').trim();
  return {
    reach: form === '-file' ? 'file' : form === '-next-line' ? 'next line' : 'here',
    rules: [...new Set(list.split(/[\s,]+/).filter((rule) => rule !== ''))],
    // Dots or dashes alone are none.
    reason: /[\p{L}\p{N}]/u.test(reason) ? reason : undefined,
  };
}

const withoutMarks = (comment: string): string =>
  comment
    .replace(/^\s*(?:\/\/+|\/\*+)/, '')
    .replace(/\*+\/\s*$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*+(?=\s|$)/, '').trim())
    .join(' ')
    .trim();
