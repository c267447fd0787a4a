import { ContentError } from '../../errors.ts';
import type { QualityIssue } from '../../materials/check-material.ts';
import { narrowCitation } from '../../quality/narrow-citation.ts';
import { bestPassages } from '../../quality/passage-index.ts';
import type { Citation, Source } from '../../source.ts';
import { commandsModels } from '../../writing/reading-rules.ts';
import { checkCitations, supportOfPart } from '../checks/check-citations.ts';
import type { DraftContext } from '../checks/check-draft.ts';
import { breachesIn } from '../checks/check-schema.ts';
import { type CitedPart, citedParts } from '../../quality/cited-parts.ts';
import { dropItems, itemOf, listAt } from './list-items.ts';
import { mendScript } from './mend-script.ts';
import type { RawDraft } from './to-draft.ts';
import type { Violation } from '../checks/violation.ts';

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
    ...[...ofCode('schema'), ...ofCode('markup'), ...ofCode('order')].flatMap(
      ({ path }) => itemOf(path) ?? [],
    ),
  ];
  dropItems(draft, dropped);
  if (ofCode('schema').length > 0) throwIfBroken(draft);
  // What was found in order needs no second look.
  const isClean = violations.length === 0;
  const issues = settleCitations(draft, context.source, isClean);
  if (context.outline && kind === 'podcast-script') mendScript(draft, context.outline);
  return [
    ...leftOut(new Set(dropped).size, 'that broke rules'),
    ...issues,
    ...[
      ...ofCode('script-length'),
      ...ofCode('script-sections'),
      ...outsideLists([...ofCode('order'), ...ofCode('markup')]),
    ].map(({ code, message }) => ({
      code,
      message,
    })),
  ];
}

function leakingItems({ kind }: RawDraft, leaks: Violation[]): string[] {
  return leaks.map(({ path }) => {
    const item = itemOf(path);
    if (item !== undefined) return item;
    throw failure('output-unsupported', `The ${kind} repeats the rules of its prompt.`);
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

/** What can't be left out is named at least. */
const outsideLists = (violations: Violation[]) =>
  violations
    .filter(({ path }) => itemOf(path) === undefined)
    .map(({ code, path, message }) => ({ code, message: `${path} ${message}` }));

/** What breaks the schema outside of lists can't be left out. */
function throwIfBroken(draft: RawDraft): void {
  const left = breachesIn(draft).filter(({ isShortfall }) => !isShortfall);
  if (left.length === 0) return;
  const named = left.slice(0, 5).map(({ path, message }) => `${path}: ${message}`);
  throw failure('output-invalid', `The ${draft.kind} breaks its contract: ${named.join('; ')}.`);
}

function settleCitations(draft: RawDraft, source: Source, isClean: boolean): QualityIssue[] {
  const corrected: string[] = [];
  const dropped: string[] = [];
  let unsupported = 0;
  const parts = citedParts(draft);
  for (const part of parts) {
    const { citations, isSupported, isCorrected } = isClean
      ? { citations: narrowed(part, draft, source), isSupported: true, isCorrected: false }
      : bestCitations(part, draft, source);
    const item = itemOf(part.path);
    if (!isSupported) unsupported += 1;
    const isGroundless = !isSupported && citations.length === 0;
    if (item !== undefined && (isGroundless || isOrdered(citations, isSupported, source))) dropped.push(item);
    else if (isCorrected) corrected.push(part.path);
    part.cite(isGroundless ? anyPassage(source) : citations);
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

interface BestCitations {
  citations: Citation[];
  isSupported: boolean;
  /** Whether a search found them. */
  isCorrected: boolean;
}

/** The sentences that say what a part says: in what it cites, else where a search finds them. */
function bestCitations(part: CitedPart, draft: RawDraft, source: Source): BestCitations {
  if (!checkCitations(part, draft, source)) {
    return { citations: narrowed(part, draft, source), isSupported: true, isCorrected: false };
  }
  const found = bestPassages(part.text || part.question, source, searchedPassages);
  const searched = { ...part, citations: found.map(({ start, end }) => ({ start, end })) };
  if (found.length > 0 && supportOfPart(searched, draft.kind, source).isSupported) {
    return { citations: narrowed(searched, draft, source), isSupported: true, isCorrected: true };
  }
  return { citations: part.citations, isSupported: false, isCorrected: false };
}

/** From whole passages to the sentences that count. */
function narrowed(part: CitedPart, { kind }: RawDraft, source: Source): Citation[] {
  const { text, citations } = part;
  if (text === '' || citations.length === 0) return citations;
  const sentences = citations.map((citation) => {
    const passage = source.passages.find(
      ({ start, end }) => start === citation.start && end === citation.end,
    );
    return passage ? narrowCitation(text, passage, source) : citation;
  });
  return supportOfPart({ ...part, citations: sentences }, kind, source).isSupported ? sentences : citations;
}

/**
 * Whoever is told what to say says it: an order to software is no ground for an item, and what a passage with an order
 * doesn't bear out, the order may have asked for.
 */
function isOrdered(citations: Citation[], isSupported: boolean, { text }: Source): boolean {
  const orders = citations.filter(({ start, end }) => commandsModels(text.slice(start, end)));
  return orders.length > 0 && (!isSupported || orders.length === citations.length);
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
