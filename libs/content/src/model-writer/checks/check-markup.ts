import type { Source } from '../../source.ts';
import { textsOf } from '../../quality/texts-of.ts';
import type { RawDraft } from '../draft/to-draft.ts';
import type { Violation } from './violation.ts';

/** What loads, runs or leads somewhere. It comes out inert, but it has no place in a text for learners. */
const markup =
  /<\s*\/?\s*(?:script|iframe|img|svg|object|embed|link|meta|form|a)\b|\son\w+\s*=|\]\(|\b(?:https?|ftp|javascript|vbscript|data|file):[^\s]{1,12}/gi;
const code = /```[\s\S]*?```|~~~[\s\S]*?~~~|`[^`\n]+`/g;

/** Texts with tags, scripts or addresses, which the rules forbid, save those that the source itself shows as code. */
export function checkMarkup(draft: RawDraft, { text }: Pick<Source, 'text'>): Violation[] {
  const found = textsOf(draft).flatMap((string) => {
    const written = string.text.match(markup) ?? [];
    return written.length > 0 ? [{ path: string.path, written }] : [];
  });
  if (found.length === 0) return [];
  const shown = (text.match(code) ?? []).join('\n').toLowerCase();
  return found
    .filter(({ written }) => written.some((part) => !shown.includes(part.trim().toLowerCase())))
    .map(({ path }) => ({
      code: 'markup',
      path,
      message: 'has markup or an address in it; write plain text',
    }));
}
