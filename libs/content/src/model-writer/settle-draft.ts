import { ContentError } from '../errors.ts';
import { draftBreaches, type QualityIssue } from '../materials/check-material.ts';
import type { Citation, Source } from '../source.ts';
import { supportOf, type SupportOptions } from '../quality/measure-support.ts';
import { narrowCitation } from '../quality/narrow-citation.ts';
import { bestPassages } from '../quality/passage-index.ts';
import { type DraftContext, statingTurnCharacters, supportOptions } from './check-draft.ts';
import { type CitedPart, citedParts } from './cited-parts.ts';
import { dropItems, itemOf } from './list-items.ts';
import { mendScript } from './mend-script.ts';
import type { RawDraft } from './to-draft.ts';
import type { Violation } from './violation.ts';

/** With less of it supported, a material is not about its source. */
const minSupportedShare = 0.5;
const searchedPassages = 3;

/**
 * Makes of a model's last word a draft that holds its contract: what breaks a rule still is mended by code, marked or
 * left out, and said so.
 * @returns what was left out or mended
 * @throws ContentError `wrong-language`, `output-invalid`, `output-unsupported` when that can't be done
 */
export function settleDraft(draft: RawDraft, violations: Violation[], context: DraftContext): QualityIssue[] {
  const { kind } = draft;
  if (violations.some(({ code }) => code === 'wrong-language')) {
    throw failure('wrong-language', `The ${kind} is not in the language that was asked for.`);
  }
  if (context.outline && violations.some(({ code }) => code === 'script-sections')) {
    mendScript(draft, context.outline);
  }
  return [...dropBroken(draft), ...settleCitations(draft, context.source)];
}

/** Leaves out list items that break the schema, such as a card without a definition. */
function dropBroken(draft: RawDraft): QualityIssue[] {
  const breaches = draftBreaches(draft).filter(
    ({ path, isShortfall }) => !isShortfall && !/citations$/i.test(path),
  );
  if (breaches.length === 0) return [];
  const items = new Set(breaches.flatMap(({ path }) => itemOf(path) ?? []));
  dropItems(draft, items);
  const left = draftBreaches(draft).filter(
    ({ path, isShortfall }) => !isShortfall && !/citations$/i.test(path),
  );
  if (left.length > 0) {
    const named = left.slice(0, 5).map(({ path, message }) => `${path}: ${message}`);
    throw failure('output-invalid', `The ${draft.kind} breaks its contract: ${named.join('; ')}.`);
  }
  const message = `${items.size} of its items broke the schema and were left out`;
  return [{ code: 'items-dropped', message }];
}

function settleCitations(draft: RawDraft, source: Source): QualityIssue[] {
  const issues: QualityIssue[] = [];
  const dropped: string[] = [];
  let unsupported = 0;
  const parts = citedParts(draft);
  for (const part of parts) {
    const options = supportOptions(draft.kind, source);
    if (isFine(part, draft, source)) narrow(part, source, options);
    else if (findSupport(part, source, options)) {
      issues.push({
        code: 'citation-corrected',
        path: part.path,
        message: `${part.path}: cites what a search found`,
      });
    } else {
      unsupported += 1;
      const item = itemOf(part.path);
      if (part.citations.length === 0 && item !== undefined) dropped.push(item);
      else if (part.citations.length === 0) part.cite(anyPassage(source));
    }
  }
  if (parts.length === 0 || unsupported / parts.length > 1 - minSupportedShare) {
    const share = `${parts.length - unsupported} of ${parts.length}`;
    throw failure('output-unsupported', `The source supports only ${share} statements of the ${draft.kind}.`);
  }
  dropItems(draft, dropped);
  if (dropped.length === 0) return issues;
  // The places of the items after them have changed.
  const message = `${dropped.length} statements that cite nothing, and that nothing supports, were left out`;
  return [
    ...issues.map(({ code, message: said }) => ({ code, message: said })),
    { code: 'items-dropped', message },
  ];
}

function isFine({ text, citations }: CitedPart, { kind }: RawDraft, source: Source): boolean {
  if (citations.length === 0) return kind === 'podcast-script' && text.length < statingTurnCharacters;
  return text === '' || supportOf({ text, citations }, source, supportOptions(kind, source)).isSupported;
}

/** Cites the passages that say what a statement says, where there are some. */
function findSupport(part: CitedPart, source: Source, options: SupportOptions): boolean {
  const searched = part.text || part.question;
  const citations = bestPassages(searched, source, searchedPassages).map(({ start, end }) => ({
    start,
    end,
  }));
  if (citations.length === 0 || !supportOf({ text: searched, citations }, source, options).isSupported)
    return false;
  part.cite(citations);
  narrow({ ...part, citations }, source, options);
  return true;
}

/** From whole passages to the sentences that count. */
function narrow({ text, citations, cite }: CitedPart, source: Source, options: SupportOptions): void {
  if (text === '') return;
  const narrowed = citations.map((citation) => {
    const passage = source.passages.find(
      ({ start, end }) => start === citation.start && end === citation.end,
    );
    return passage ? narrowCitation(text, passage, source) : citation;
  });
  cite(supportOf({ text, citations: narrowed }, source, options).isSupported ? narrowed : citations);
}

/** The schema wants a citation where a field can't be left out; that it supports nothing is marked by the quality. */
const anyPassage = ({ passages }: Source): Citation[] =>
  passages.slice(0, 1).map(({ start, end }) => ({ start, end }));

const failure = (code: ContentError['code'], message: string) =>
  new ContentError(code, message, { isRetryable: true });
