import { ContentError } from '../errors.ts';
import type { QualityIssue } from '../materials/check-material.ts';
import { narrowCitation } from '../quality/narrow-citation.ts';
import { bestPassages } from '../quality/passage-index.ts';
import type { Citation, Source } from '../source.ts';
import { ordersModels } from '../writing/reading-rules.ts';
import { checkCitations, supportOfPart } from './check-citations.ts';
import type { DraftContext } from './check-draft.ts';
import { breachesIn } from './check-schema.ts';
import { type CitedPart, citedParts } from './cited-parts.ts';
import { dropItems, itemOf, listAt } from './list-items.ts';
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
 * @throws ContentError `wrong-language`, `output-invalid`, `output-repetitive`, `output-unsupported` when that can't be done
 */
export function settleDraft(draft: RawDraft, violations: Violation[], context: DraftContext): QualityIssue[] {
  const { kind } = draft;
  const ofCode = (code: Violation['code']) => violations.filter((violation) => violation.code === code);
  if (ofCode('wrong-language').length > 0) {
    throw failure('wrong-language', `The ${kind} is not in the language that was asked for.`);
  }
  const dropped = [
    ...leakingItems(draft, ofCode('leak')),
    ...repeatedItems(draft, ofCode('repeated')),
    ...[...ofCode('schema'), ...ofCode('markup')].flatMap(({ path }) => itemOf(path) ?? []),
  ];
  dropItems(draft, dropped);
  if (ofCode('schema').length > 0) throwIfBroken(draft);
  const issues = settleCitations(draft, context.source);
  if (context.outline && kind === 'podcast-script') mendScript(draft, context.outline);
  return [
    ...leftOut(new Set(dropped).size, 'that broke rules'),
    ...issues,
    ...[...ofCode('script-length'), ...ofCode('script-sections')].map(({ code, message }) => ({
      code,
      message,
    })),
  ];
}

function leakingItems({ kind }: RawDraft, leaks: Violation[]): string[] {
  return leaks.map(({ path }) => {
    const item = itemOf(path);
    if (item !== undefined) return item;
    throw failure('output-unsupported', `The ${kind} repeats what is meant for software.`);
  });
}

function repeatedItems(draft: RawDraft, repeated: Violation[]): string[] {
  const items = repeated.flatMap(({ path }) => itemOf(path) ?? []);
  const lists = Map.groupBy(items, (item) => item.slice(0, item.lastIndexOf('.')));
  for (const [list, repeatedHere] of lists) {
    if (repeatedHere.length <= (listAt(draft, list)?.length ?? 0) / 2) continue;
    throw failure('output-repetitive', `The ${draft.kind} says the same over and over.`);
  }
  return items;
}

/** What breaks the schema outside of lists can't be left out. */
function throwIfBroken(draft: RawDraft): void {
  const left = breachesIn(draft).filter(({ isShortfall }) => !isShortfall);
  if (left.length === 0) return;
  const named = left.slice(0, 5).map(({ path, message }) => `${path}: ${message}`);
  throw failure('output-invalid', `The ${draft.kind} breaks its contract: ${named.join('; ')}.`);
}

function settleCitations(draft: RawDraft, source: Source): QualityIssue[] {
  const corrected: string[] = [];
  const dropped: string[] = [];
  let unsupported = 0;
  const parts = citedParts(draft);
  for (const part of parts) {
    if (!checkCitations(part, draft, source)) narrow(part, draft, source);
    else if (findSupport(part, draft, source)) corrected.push(part.path);
    else {
      unsupported += 1;
      const item = itemOf(part.path);
      const isWorthless = part.citations.length === 0 || citesOrders(part, source);
      if (isWorthless && item !== undefined) dropped.push(item);
      else if (part.citations.length === 0) part.cite(anyPassage(source));
    }
  }
  if (parts.length === 0 || unsupported / parts.length > 1 - minSupportedShare) {
    const share = `${parts.length - unsupported} of ${parts.length}`;
    throw failure('output-unsupported', `The source supports only ${share} statements of the ${draft.kind}.`);
  }
  dropItems(draft, dropped);
  return [
    ...corrected.map((path) => ({
      code: 'citation-corrected',
      // The places of items have changed when others were left out before them.
      ...(dropped.length === 0 && { path }),
      message: 'a search found the passage that it cites',
    })),
    ...leftOut(dropped.length, 'that nothing supports'),
  ];
}

/** Whoever is told what to say says it: what a passage with an order doesn't bear out, its order may have asked for. */
const citesOrders = ({ citations }: CitedPart, { text }: Source): boolean =>
  citations.some(({ start, end }) => ordersModels(text.slice(start, end)));

/** Cites the passages that say what a statement says, where there are some. */
function findSupport(part: CitedPart, draft: RawDraft, source: Source): boolean {
  const found = bestPassages(part.text || part.question, source, searchedPassages);
  const citations = found.map(({ start, end }) => ({ start, end }));
  const searched = { ...part, citations };
  if (citations.length === 0 || !supportOfPart(searched, draft.kind, source).isSupported) return false;
  part.cite(citations);
  narrow(searched, draft, source);
  return true;
}

/** From whole passages to the sentences that count. */
function narrow(part: CitedPart, { kind }: RawDraft, source: Source): void {
  const { text, citations } = part;
  if (text === '' || citations.length === 0) return;
  const narrowed = citations.map((citation) => {
    const passage = source.passages.find(
      ({ start, end }) => start === citation.start && end === citation.end,
    );
    return passage ? narrowCitation(text, passage, source) : citation;
  });
  if (supportOfPart({ ...part, citations: narrowed }, kind, source).isSupported) part.cite(narrowed);
}

/** The schema wants a citation where a field can't be left out; that it supports nothing is marked by the quality. */
const anyPassage = ({ passages }: Source): Citation[] =>
  passages.slice(0, 1).map(({ start, end }) => ({ start, end }));

function leftOut(count: number, which: string): QualityIssue[] {
  if (count === 0) return [];
  return [
    { code: 'items-dropped', message: `${count} ${count === 1 ? 'item' : 'items'} ${which} were left out` },
  ];
}

const failure = (code: ContentError['code'], message: string) =>
  new ContentError(code, message, { isRetryable: true });
