import type { DefiningSentence, Finding } from './find-definitions.ts';
import { isVerbForm } from './english-verbs.ts';
import { genericNouns, genusNouns } from './lexicon.ts';
import { phraseBefore, type Span } from './noun-phrases.ts';
import type { Token } from './tokens.ts';

const dashes = new Set(['—', '–', '--', '-']);
const glossLeads =
  /^(?:or|that is,|i\.e\.|meaning|which (?:is|are|was|were|means?|refers? to|describes?|occurs? when|involves?)|in other words|namely|the (?:idea|belief|notion|view|practice|process) )/i;
const notGloss =
  /^(?:e\.g|defined|discussed|described|mentioned|about |to |think|called|known|view|all |each |those |another |most |they|it|he|she|we|this|see|for example|such as|like|including|sometimes|especially|also|as|if|because|and|with|in |at |from |by |not |more |most |usually|often|although|\d)/i;

/** "X (…)", "X—…", "X, or …", "X, a …", "X: …" in lists. */
export function findGlosses(input: DefiningSentence): Finding[] {
  const { tokens, grammar } = input;
  const findings: Finding[] = [...findListed(input)];
  if (!grammar) return findings;
  tokens.forEach((token, at) => {
    if (at === 0) return;
    const finding =
      token.text === '('
        ? readBracket(input, at)
        : dashes.has(token.text)
          ? readDash(input, at)
          : token.text === ','
            ? readComma(input, at)
            : undefined;
    if (finding) findings.push(finding);
  });
  return findings;
}

/** "Term: definition" or "Term – definition" at the start of a list item or a line that opens in bold. */
function findListed({ sentence, tokens, isListed }: DefiningSentence): Finding[] {
  const mark = tokens.findIndex(({ text }) => text === ':' || text === '=' || dashes.has(text));
  if (!isListed || mark < 1 || mark > 7) return [];
  const dashHasSpace =
    /[:=]/.test(tokens[mark]?.text ?? '') || /\s/.test(sentence.text[(tokens[mark]?.start ?? 1) - 1] ?? '');
  const from = /^(?:the|a|an|der|die|das|le|la|el|[“"])$/.test(tokens[0]?.lower ?? '') ? 1 : 0;
  let to = mark;
  const bracket = tokens.findIndex(({ text }) => text === '(');
  if (bracket > 0 && bracket < mark) to = bracket;
  const words = tokens.slice(from, to);
  if (!dashHasSpace || words.length > 6 || words.some(({ kind, lower }) => kind === 'mark' && lower !== '&'))
    return [];
  if (words.at(-1)?.kind === 'stop' || words.length === 0) return [];
  const text = sentence.text.slice(tokens[mark + 1]?.start ?? sentence.text.length);
  return [{ term: { from, to }, text, pattern: 'listed', confidence: 0.95 }];
}

function readBracket(
  { sentence, tokens, isKnown, grammar }: DefiningSentence,
  at: number,
): Finding | undefined {
  const close = tokens.findIndex((token, index) => index > at && token.text === ')');
  const inside = tokens.slice(at + 1, close < 0 ? at : close);
  const first = inside[0];
  if (inside.length < 4 || !first) return undefined;
  const text = sentence.text.slice(first.start, inside.at(-1)?.end);
  if (notGloss.test(text) || /^\p{Lu}/u.test(text)) return undefined;
  const isDefinite = grammar?.determiners.has(first.lower) || glossLeads.test(text);
  const isPhrase = first.kind === 'content' && /\b(?:that|which|who|of|by|whose)\b/.test(text);
  if (!isDefinite && !isPhrase) return undefined;
  const term = phraseBefore(tokens, at, isKnown);
  return term && { term, text, pattern: 'brackets', confidence: hasGenus(inside) ? 0.85 : 0.6 };
}

function readDash({ sentence, tokens, isKnown, grammar }: DefiningSentence, at: number): Finding | undefined {
  const token = tokens[at];
  if (!token || (token.text === '-' && sentence.text[token.start - 1] !== ' ')) return undefined;
  const close = tokens.findIndex(
    (other, index) => index > at && (other.text === token.text || other.text === ';'),
  );
  const inside = tokens.slice(at + 1, close < 0 ? tokens.length : close);
  const first = inside[0];
  if (inside.length < 4 || !first) return undefined;
  const text = sentence.text.slice(first.start, inside.at(-1)?.end);
  if (notGloss.test(text)) return undefined;
  const lead = glossLeads.test(text);
  const isDefinite =
    grammar?.determiners.has(first.lower) || /^(?:someone|anyone|people|those|something)$/.test(first.lower);
  if (!lead && !isDefinite) return undefined;
  const term = phraseBefore(tokens, at, isKnown);
  if (!term) return undefined;
  if (inside.slice(0, 4).some(({ lower }, index) => lower === 'of' && inside[index + 1]?.lower === 'which'))
    return undefined;
  const isClosed = close >= 0;
  const confidence = (lead ? 0.8 : hasGenus(inside) ? 0.8 : 0.5) - (isClosed || term.from <= 2 ? 0 : 0.1);
  return { term, text, pattern: lead ? 'that-is' : 'dash', confidence };
}

function readComma(
  { sentence, tokens, isKnown, grammar }: DefiningSentence,
  at: number,
): Finding | undefined {
  const first = tokens[at + 1];
  if (!first) return undefined;
  const rest = sentence.text.slice(first.start);
  const lead = glossLeads.exec(rest)?.[0]?.toLowerCase() ?? '';
  const isDefinite =
    grammar?.determiners.has(first.lower) &&
    /^(?:an?|the|any|ein|eine|der|die|das|un|une|le|la|el|una|il|lo|um|uma|een|de|het)$/.test(first.lower);
  if (!lead && !isDefinite) return undefined;
  if (isDefinite && isAfterLead(tokens, at)) return undefined;
  const after = tokens[at + 2]?.lower ?? '';
  const isPlural = /[^s]s$/.test(after) && /^(?:that|who|which)$/.test(tokens[at + 3]?.lower ?? '');
  if (lead === 'or' && !grammar?.determiners.has(after) && !isPlural) return undefined;
  const end = glossEnd(tokens, at + 1);
  const inside = tokens.slice(at + 1, end);
  if (inside.length < 4) return undefined;
  const isGenus = hasGenus(inside.slice(0, 7));
  const isRelative = inside
    .slice(2)
    .some(({ lower }) => /^(?:that|which|who|whose|in|of|where|whereby|to|by|for)$|[^e]ed$/.test(lower));
  if (
    lead === 'or' &&
    ((!isGenus && !isPlural) ||
      isInList(tokens, at, end) ||
      after === 'another' ||
      tokens[at + 3]?.lower === 'other')
  )
    return undefined;
  if (/^which/.test(lead) && !isGenus) return undefined;
  if (inside.slice(0, 4).some(({ lower }, index) => lower === 'of' && inside[index + 1]?.lower === 'which'))
    return undefined;
  if (!lead && (!isGenus || !isRelative || isInList(tokens, at, end) || isClause(inside))) return undefined;
  const term = phraseBefore(tokens, at, isKnown);
  if (!term || isTooGeneral(tokens, term)) return undefined;
  const text = sentence.text.slice(first.start, tokens[end - 1]?.end);
  const pattern = lead === 'or' ? 'or' : lead ? 'that-is' : 'appositive';
  const strength =
    pattern === 'appositive' ? 0.65 : pattern === 'or' ? (isGenus ? 0.85 : 0.45) : isGenus ? 0.85 : 0.65;
  return { term, text, pattern, confidence: strength };
}

/** Whether the comma closes an introducing phrase ("In chess, the rules …") and so no noun phrase is explained. */
function isAfterLead(tokens: Token[], at: number): boolean {
  const opening = tokens[0]?.lower ?? '';
  const isOpening =
    /^(?:in|for|as|at|within|among|on|under|with|from|by|through|when|if|because|although|while|after|before|since|during|unlike|like|until|to|given|once|where|though|despite|throughout|even|according|whether|until)$/.test(
      opening,
    );
  return isOpening && !tokens.slice(0, at).some(({ text }) => text === ',');
}

/** "the rules are constant": a verb before any relative word makes it a clause, not an explanation. */
function isClause(inside: Token[]): boolean {
  const relative = inside.findIndex(
    ({ lower }, index) =>
      index > 1 && /^(?:that|which|who|whose|where|whereby|to|of|for|in|by|between|from)$/.test(lower),
  );
  const head = inside.slice(0, relative < 0 ? inside.length : relative);
  return head.some(
    ({ lower, kind }) =>
      (kind === 'verb' && !/ing$/.test(lower) && !/ed$/.test(lower)) ||
      /^(?:is|are|was|were|has|have|had|can|may|will|would|could|should|must|does|do|did)$/.test(lower),
  );
}

const isTooGeneral = (tokens: Token[], { from, to }: Span) =>
  to - from === 1 && genericNouns.has(tokens[from]?.lower ?? '');

const hasGenus = (inside: Token[]) =>
  inside.some(({ lower }) => genusNouns.has(lower) || genusNouns.has(lower.replace(/s$/, '')));

/** A gloss between commas ends at the comma after which the main clause goes on. */
function glossEnd(tokens: Token[], start: number): number {
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.text === ';' || token?.text === '—') return at;
    if (token?.text !== ',' || at - start < 3) continue;
    const next = tokens[at + 1];
    const isVerb =
      next?.kind === 'verb' ||
      (next?.kind === 'content' && isVerbForm(next.lower) && !/ing$/.test(next.lower)) ||
      next?.kind === 'adverb' ||
      /^(?:is|are|was|were|has|have|had|can|may|will|would|could|should|does|do|did|and|but|which|who|where|while|although|because|it|they|he|she|we|this|as|in|with|for|at|on|by)$/.test(
        next?.lower ?? '',
      );
    if (isVerb) return at;
  }
  return tokens.at(-1)?.kind === 'mark' ? tokens.length - 1 : tokens.length;
}

/** "the courts, the army, and the police": a list, no explanation. */
function isInList(tokens: Token[], at: number, end: number): boolean {
  const after = tokens[end + 1]?.lower ?? '';
  const commas = tokens.slice(Math.max(0, at - 8), at).filter(({ text }) => text === ',').length;
  const isOr = tokens[at + 1]?.lower === 'or';
  const isExplained = tokens.slice(at, end).some(({ lower }) => /^(?:that|which|who|whose)$/.test(lower));
  return (
    (!isExplained && tokens[end]?.text === ',' && (after === 'and' || after === 'or')) ||
    commas >= (isOr ? 1 : 2)
  );
}
