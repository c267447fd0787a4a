import { visibleText } from '../visible-text.ts';

/** Shows nothing, and parts what GitHub would otherwise make a link or a mention of. */
const gap = '&#8203;';

/**
 * Foreign text that stands in GitHub's Markdown for itself: no markup, HTML, link, mention, or end of a cell. Not for
 * the beginning of a line, where digits and dashes make lists.
 */
export const escapeMarkdown = (text: string): string =>
  visibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    // An escaped mention is a mention all the same: they are sought in what is rendered.
    .replace(/[@#]/g, `$&${gap}`)
    .replace(/:(?=\/\/)/g, `:${gap}`)
    .replace(/\b(www|gh)(?=[.-])/gi, `$1${gap}`);

/** Foreign text as code, also within a table. */
export function codeSpan(text: string): string {
  const plain = visibleText(text).replaceAll('|', '\\|');
  const longestRun = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const padding = plain === '' || /^[` ]|[` ]$/.test(plain) ? ' ' : '';
  return `${fence}${padding}${plain}${padding}${fence}`;
}
