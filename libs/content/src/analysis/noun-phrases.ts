import { namingHeads } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** Tokens `[from, to)` of a sentence. */
export interface Span {
  from: number;
  to: number;
}

const maxWords = 5;
const connectors = new Set([
  'of',
  'for',
  'by',
  'and',
  'in',
  'to',
  'de',
  'del',
  'della',
  'des',
  'du',
  'von',
  'der',
  'da',
  'do',
  'van',
]);

/** Runs of content words: the cores of noun phrases. */
export function contentRuns(tokens: Token[]): Span[] {
  const runs: Span[] = [];
  let from = -1;
  for (let at = 0; at <= tokens.length; at += 1) {
    const isContent = tokens[at]?.kind === 'content' && !breaksRun(tokens, at, from);
    if (isContent && from < 0) from = at;
    else if (!isContent && from >= 0) {
      runs.push({ from, to: at });
      from = tokens[at]?.kind === 'content' ? at : -1;
    }
  }
  return runs;
}

/** A participle after a noun starts something new: "voters | registered …", "people | living …". */
function breaksRun(tokens: Token[], at: number, from: number): boolean {
  if (from < 0 || at === from) return false;
  const word = tokens[at]?.lower ?? '';
  const before = tokens[at - 1]?.lower ?? '';
  return /(?:[^e]ed|ing)$/.test(word) && /[^s]s$/.test(before);
}

/** All phrases of one to five words inside the runs, and runs joined by "of" and the like ("rule of law"). */
export function candidateSpans(tokens: Token[]): (Span & { isMaximal: boolean })[] {
  const runs = contentRuns(tokens);
  const spans: (Span & { isMaximal: boolean })[] = [];
  runs.forEach((run, index) => {
    for (let from = run.from; from < run.to; from += 1) {
      for (let to = from + 1; to <= Math.min(run.to, from + maxWords); to += 1) {
        spans.push({ from, to, isMaximal: from === run.from && to === run.to && !goesOn(tokens, from, to) });
      }
    }
    const next = runs[index + 1];
    if (next && joins(tokens, run.to, next.from)) {
      for (let from = Math.max(run.from, run.to - 3); from < run.to; from += 1) {
        for (let to = next.from + 1; to <= Math.min(next.to, next.from + 3); to += 1) {
          if (to - from <= maxWords + 1) {
            spans.push({ from, to, isMaximal: from === run.from && to === next.to });
          }
        }
      }
    }
  });
  return [...spans, ...properNames(tokens), ...gerundNames(tokens, runs)].filter((span) =>
    canBeTerm(tokens, span),
  );
}

/** "Responsibility to Protect", "Organization for Security and Co-operation in Europe". */
function properNames(tokens: Token[]): (Span & { isMaximal: boolean })[] {
  const names: (Span & { isMaximal: boolean })[] = [];
  const isCapital = (at: number) => /^\p{Lu}/u.test(tokens[at]?.text ?? '');
  for (let from = 1; from < tokens.length; from += 1) {
    if (!isCapital(from) || tokens[from]?.kind === 'number') continue;
    let to = from + 1;
    let joiners = 0;
    for (;;) {
      if (isCapital(to)) to += 1;
      else {
        const skip = nameJoiners.has(tokens[to]?.lower ?? '') ? (tokens[to + 1]?.lower === 'the' ? 2 : 1) : 0;
        if (skip === 0 || !isCapital(to + skip)) break;
        joiners += 1;
        to += skip + 1;
      }
    }
    if (joiners > 0 && to - from <= 9 && tokens[from]?.kind !== 'stop')
      names.push({ from, to, isMaximal: true });
    from = to;
  }
  return names;
}

const nameJoiners = new Set('of for to and in on the v'.split(' '));

/** "framing theory": a gerund belongs to the phrase when the next word gives a name. */
function gerundNames(tokens: Token[], runs: Span[]): (Span & { isMaximal: boolean })[] {
  return runs
    .filter(
      ({ from, to }) =>
        to - from <= 2 && isGerund(tokens[from - 1]) && namingHeads.has(tokens[to - 1]?.lower ?? ''),
    )
    .map(({ from, to }) => ({ from: from - 1, to, isMaximal: true }));
}

const isGerund = (token: Token | undefined) => token?.kind === 'verb' && /ing$/.test(token.lower);

/** "International Court" before "of Justice" is half a name. */
const goesOn = (tokens: Token[], from: number, to: number) =>
  [from, to - 1, to + 1].every((at) => /^\p{Lu}/u.test(tokens[at]?.text ?? '')) && tokens[to]?.lower === 'of';

const joins = (tokens: Token[], from: number, to: number) =>
  to - from === 1 && connectors.has(tokens[from]?.lower ?? '');

function canBeTerm(tokens: Token[], { from, to }: Span): boolean {
  const last = tokens[to - 1]?.lower ?? '';
  const first = tokens[from]?.lower ?? '';
  if (first.length < 2 || last.length < 2) return false;
  if (to - from === 1) return last.length >= 3 && !/[^e]ed$/.test(last);
  return !/[^e]ed$/.test(last) && !/'s$/.test(last);
}

/** The phrase as it stands in the sentence. */
export function spanText(text: string, tokens: Token[], { from, to }: Span): string {
  return text.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);
}

/**
 * The noun phrase that ends right before `end`: its longest run of content words, at most five, carried on over
 * "of" and the like where the words before it belong to the same phrase as `isKnown` tells.
 */
export function phraseBefore(
  tokens: Token[],
  end: number,
  isKnown: (span: Span) => boolean,
): Span | undefined {
  let to = end;
  while (to > 0 && isClosing(tokens[to - 1])) to -= 1;
  let from = to;
  while (from > 0 && tokens[from - 1]?.kind === 'content' && !(from < to && breaksRun(tokens, from, 0)))
    from -= 1;
  // "unchecked gerrymandering": a participle belongs to a name only when the name comes again.
  if (to - from > 1 && /[^e]ed$/.test(tokens[from]?.lower ?? '') && !isKnown({ from, to })) from += 1;
  if (from === to || to - from > maxWords) return undefined;
  const span = { from, to };
  const connector = tokens[from - 1]?.lower ?? '';
  if (connectors.has(connector) && tokens[from - 2]?.kind === 'content') {
    for (let wide = Math.max(0, from - 4); wide < from - 1; wide += 1) {
      const wider = { from: wide, to };
      if (tokens.slice(wide, from - 1).every(({ kind }) => kind === 'content') && isKnown(wider))
        return wider;
    }
  }
  return canBeTerm(tokens, span) ? span : undefined;
}

const isClosing = (token: Token | undefined) => token !== undefined && /^[”"’'»*]$/.test(token.text);
