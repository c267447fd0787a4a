import { findInventions } from '../../quality/find-inventions.ts';
import { type Support, supportOf, type SupportOptions } from '../../quality/measure-support.ts';
import { supportOfQuestion } from '../../quality/support-of-question.ts';
import type { Source } from '../../source.ts';
import { scriptConnectives } from '../../writing/language/script-connectives.ts';
import type { CitedPart } from '../../quality/cited-parts.ts';
import { quote, quoteAll } from '../prompt/quote.ts';
import type { RawDraft } from '../draft/to-draft.ts';
import type { Violation } from './violation.ts';

/** A turn of a script that says so much, in characters, states something. */
const statingTurnCharacters = 200;

/** What is wrong with the citations of a part: none, or passages that don't bear it out. Undefined if all is well. */
export function checkCitations(part: CitedPart, draft: RawDraft, source: Source): Violation | undefined {
  const { path, text, question, citations } = part;
  if (citations.length === 0) return checkUncited(part, draft, source);
  const support = supportOfPart(part, draft.kind, source);
  if (support.isSupported) return undefined;
  const message = `${quote(text || question)} is not supported by its passages: ${reasonOf(support)}`;
  return { code: 'unsupported', path, message };
}

/** How far the citations of a part bear it out, what it states or what it asks. */
export function supportOfPart(
  { text, question, citations }: CitedPart,
  kind: RawDraft['kind'],
  source: Source,
): Support {
  return text === ''
    ? supportOfQuestion(question, citations, source)
    : supportOf({ text, citations }, source, supportOptions(kind, source));
}

/** Hosts say more than they state. */
const supportOptions = (kind: RawDraft['kind'], { language }: Source): SupportOptions =>
  kind === 'podcast-script' ? { connectives: scriptConnectives(language) } : {};

/** Hosts may greet, ask and react without citing anything, as long as they state nothing. */
function checkUncited({ path, text }: CitedPart, draft: RawDraft, source: Source): Violation | undefined {
  if (draft.kind !== 'podcast-script' || text.length >= statingTurnCharacters) {
    return { code: 'uncited', path, message: 'cites no passage' };
  }
  const inventions = findInventions(text, source, knownNames(draft, source));
  if (inventions.length === 0) return undefined;
  return { code: 'unsupported', path, message: `the source does not say ${quoteAll(inventions)}` };
}

/** Names that a host may say because they are the hosts', the episode's or the source's. */
function knownNames(draft: RawDraft, source: Source): ReadonlySet<string> {
  const turns: unknown[] = Array.isArray(draft['turns']) ? draft['turns'] : [];
  const labels = turns.flatMap((turn) =>
    typeof turn === 'object' && turn !== null
      ? [Reflect.get(turn, 'speaker'), Reflect.get(turn, 'section')].filter(
          (label) => typeof label === 'string',
        )
      : [],
  );
  const text = [...new Set(labels), source.title, String(draft['title'] ?? '')].join(' ');
  return new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu));
}

function reasonOf({ inventedNumbers, inventedNames, strangeSentences, missingWords }: Support): string {
  const [strange] = strangeSentences;
  if (inventedNumbers.length > 0) return `they do not state ${quoteAll(inventedNumbers)}`;
  if (inventedNames.length > 0) return `the source does not name ${quoteAll(inventedNames)}`;
  if (strange !== undefined) return `they say nothing like ${quote(strange)}`;
  return `they lack ${quoteAll(missingWords)}`;
}
