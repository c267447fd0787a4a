import {
  askClaim,
  askExamples,
  askList,
  claimHint,
  enumerationHint,
  examplesHint,
} from './claim-questions.ts';
import { asQuestion, type Clause, type ClauseReader, looseReference, readClause } from './clause.ts';
import type { QuestionForm } from './question.ts';

/** One way to ask what a sentence states. `hint` is cheap and comes first: reading a clause costs a millisecond. */
interface QuestionPattern {
  form: QuestionForm;
  hint: RegExp;
  ask(sentence: string, reader: ClauseReader): string | undefined;
}

/** Nouns of a property that can be asked for: "the purpose of the Senate is …". */
const properties =
  'goal|purpose|aim|role|function|task|cause|reason|effect|result|consequence|advantage|benefit|disadvantage|drawback|problem|challenge|danger|risk|strength|weakness|feature|characteristic|principle|element|condition|requirement|source|basis|meaning|idea|difference|distinction|question|product|stage|step|form|type|part|unit';

/** Verbs whose object is what a learner should know, with the preposition that they need. */
const objectVerbs =
  'consists? of|depends? on|leads? to|results? in|relies? on|rely on|focus(?:es)? on|includes?|contains?|requires?|causes?|caused|produces?|produced|creates?|created|provides?|protects?|prohibits?|emphasizes?|determines?|measures?|stores?|releases?|absorbs?|affects?|influences?|regulates?|controls?|converts?|involves?|represents?|examines?|reveals?|explains?|defines?';

const maxNounPhraseWords = 9;

export const questionPatterns: QuestionPattern[] = [
  { form: 'cause', hint: /\bbecause\b(?! of)/i, ask: askCause },
  { form: 'cause', hint: /\b(?:in order to|so that)\b/i, ask: askPurpose },
  {
    form: 'contrast',
    hint: /^Unlike\b|^Compared (?:to|with)\b|\bdiffers? from\b|\bwhereas\b|\bdifference between\b/i,
    ask: askContrast,
  },
  { form: 'condition', hint: /^(?:If|When)\b/, ask: askCondition },
  {
    form: 'property',
    hint: new RegExp(`^(?:One of )?(?:the|a|an) (?:[\\p{L}-]+ ){0,2}(?:${properties})s? `, 'iu'),
    ask: askProperty,
  },
  { form: 'cause', hint: /, which is why /, ask: askResult },
  { form: 'claim', hint: claimHint, ask: askClaim },
  { form: 'list', hint: enumerationHint, ask: askList },
  { form: 'examples', hint: examplesHint, ask: askExamples },
  { form: 'means', hint: /\bby [a-z]+ing\b/, ask: askMeans },
  { form: 'time', hint: /\b1\d{3}\b|\b20\d{2}\b/, ask: askTime },
  { form: 'person', hint: /^\p{Lu}[\p{L}.’-]+ (?:\p{Lu}[\p{L}.’-]+ ?){1,3}\(?\p{Ll}?/u, ask: askPerson },
  { form: 'object', hint: new RegExp(`\\b(?:${objectVerbs})\\b`), ask: askObject },
];

function askCause(sentence: string, reader: ClauseReader): string | undefined {
  if (/\bbut because\b/.test(sentence)) return undefined;
  const leading = /^Because (?<reason>[^,]+(?:, [^,]+)*?), (?<main>.+)$/.exec(sentence)?.groups;
  if (leading) {
    // The reason may hold commas; the main clause starts at the first one after which a clause can be read.
    return why(leading['main'] ?? '', reader);
  }
  const trailing = /^(?<main>.+?),? (?:\w+ly |in part |in large part )?because (?!of\b)/.exec(sentence)
    ?.groups?.['main'];
  if (trailing === undefined || /\b(?:not|just|only|simply)$/.test(trailing)) return undefined;
  return why(trailing, reader);
}

/** "Each coast passes both bulges, which is why most coasts have two tides": the reason comes first. */
function askResult(sentence: string, reader: ClauseReader): string | undefined {
  const main = /, which is why (.+)$/.exec(sentence)?.[1];
  return main === undefined ? undefined : why(main, reader);
}

function askPurpose(sentence: string, reader: ClauseReader): string | undefined {
  const main = /^(.+?),? (?:in order to|so that) /.exec(sentence)?.[1];
  return main === undefined ? undefined : why(main, reader);
}

function why(main: string, reader: ClauseReader): string | undefined {
  if (/, (?:and|but|or|so|which|who|while|although)\b|[;:—]/.test(main)) return undefined;
  const clause = readClause(main.replace(/ \p{L}+ly$/u, ''), reader);
  return clause && !isLoose(clause) ? asQuestion('why', clause) : undefined;
}

function askContrast(sentence: string, reader: ClauseReader): string | undefined {
  const unlike = /^(Unlike|Compared (?:to|with)) ([^,]+), (.+)$/.exec(sentence);
  if (unlike) {
    const [, word, other = '', main = ''] = unlike;
    const clause = readClause(main, reader);
    if (!clause || !isShortPhrase(other)) return undefined;
    const help = clause.subjectIsPlural ? 'do' : 'does';
    return word === 'Unlike'
      ? `How ${help} ${clause.subject} differ from ${other}?`
      : `How ${help} ${clause.subject} compare with ${other}?`;
  }
  const differs = /^(.+? differs? from [^,;:.]+)/.exec(sentence)?.[1];
  if (differs !== undefined) {
    const clause = readClause(differs, reader);
    return clause?.infinitive === 'differ' && !isLoose(clause) && isShortPhrase(clause.rest)
      ? asQuestion('how', clause)
      : undefined;
  }
  const between = /\b[Tt]he (?:\w+ )?difference between ([^,;:]+? and [^,;:]+?) (?:is|are|lies|was)\b/.exec(
    sentence,
  )?.[1];
  if (between !== undefined)
    return isShortPhrase(between) ? `What is the difference between ${between}?` : undefined;
  const [one, two] = sentence.split(/,? whereas /);
  const first = one === undefined ? undefined : readClause(one, reader);
  const second = two === undefined ? undefined : readClause(two, reader);
  if (!first || !second || first.subject === second.subject || isLoose(first) || isLoose(second))
    return undefined;
  // Two things can be compared where the same is said of both: "X is slow, whereas Y is fast".
  if (first.infinitive !== second.infinitive && !(first.isAuxiliary && second.isAuxiliary)) return undefined;
  if (first.subjectIsPlural !== second.subjectIsPlural) return undefined;
  return `How do ${first.subject} and ${second.subject} differ?`;
}

function askCondition(sentence: string, reader: ClauseReader): string | undefined {
  const found = /^(If|When) (?<condition>[^,]+), (?<result>.+)$/.exec(sentence);
  const [, word = ''] = found ?? [];
  const { condition = '', result = '' } = found?.groups ?? {};
  if (condition === '' || /\b(?:do so|did so|instead|one)\b/.test(condition)) return undefined;
  const first = readClause(condition, reader);
  if (!first || isLoose(first) || /^(?:how|what|who|why|which)\b/.test(result)) return undefined;
  const clause = `${first.opening} ${first.subject} ${first.adverbs} ${first.verb} ${first.rest}`
    .replace(/\s+/g, ' ')
    .trim();
  if (first.tense === 'past') {
    return /\b(?:would|could|might)\b/.test(result) || word === 'If'
      ? undefined
      : `What happened when ${clause}?`;
  }
  return `What happens ${word.toLowerCase()} ${clause}?`;
}

const propertyOf = new RegExp(
  `^(?<one>One of )?(?<phrase>(?:the|a|an) (?:[\\p{L}-]+ ){0,2}(?:${properties})s?(?: (?:of|to|for|in|with|between|behind) [^,;:]+?)) (?<verb>is|are|was|were) (?!not\\b|also\\b|often\\b|one\\b|called\\b|known\\b|[a-z]+ed\\b)`,
  'iu',
);

function askProperty(sentence: string): string | undefined {
  const found = propertyOf.exec(sentence)?.groups;
  const { one, phrase = '', verb = 'is' } = found ?? {};
  if (!isShortPhrase(phrase) || /\b(?:that|which|who|is|are|was|how|why|whether|where)\b/.test(phrase))
    return undefined;
  if (/^a (?:part|form|type|question|result)\b/i.test(phrase)) return undefined;
  const small = phrase.charAt(0).toLowerCase() + phrase.slice(1);
  return one === undefined
    ? `What ${verb.toLowerCase()} ${small}?`
    : `What ${verb.toLowerCase()} one of ${small}?`;
}

function askMeans(sentence: string, reader: ClauseReader): string | undefined {
  const main = /^([^,;:]+?) by [a-z]+ing\b/.exec(sentence)?.[1];
  const clause = main === undefined ? undefined : readClause(main, reader);
  // "is done by …" asks for a doer; "can be avoided by doing …" asks for a way.
  if (
    !clause ||
    isLoose(clause) ||
    clause.rest === '' ||
    /\b(?:that|which|who|begins?|starts?|ends?)\b/.test(`${clause.infinitive} ${clause.rest}`)
  )
    return undefined;
  return asQuestion('how', clause);
}

const date =
  /(?:,? (?:in|on|In|On)|^(?:In|On)) (?:(?:early|late|mid) )?(?:\p{Lu}\p{Ll}+ (?:\d{1,2}, )?)?(?:1\d{3}|20\d{2})\b/gu;

function askTime(sentence: string, reader: ClauseReader): string | undefined {
  const dates = [...sentence.matchAll(date)];
  const [only] = dates;
  if (!only || dates.length > 1 || (sentence.match(/\b(?:1\d{3}|20\d{2})\b/g)?.length ?? 0) > 1)
    return undefined;
  const isLeading = only.index === 0;
  const main = isLeading
    ? /^[^,]*, ([^,;:—(]+)/.exec(sentence)?.[1]?.split(/ (?:but|when|while|after|because) /)[0]
    : sentence.slice(0, only.index);
  if (main === undefined || /[,;:—(]/.test(main)) return undefined;
  // "won the election in 1912" says when; "lost the seat that he won in 1912" does not.
  if (
    !isLeading &&
    /\b(?:and|but|that|which|who|when|because|while|since|until|after|before|as)\b/.test(main)
  )
    return undefined;
  const clause = readClause(main, reader);
  if (!clause || clause.opening || clause.tense !== 'past' || isLoose(clause)) return undefined;
  if (clause.rest === '') return undefined;
  if (/\b(?:could|would|had)\b/.test(clause.verb)) return undefined;
  return asQuestion('when', clause);
}

function askPerson(sentence: string, reader: ClauseReader): string | undefined {
  const clause = readClause(
    sentence.split(/[,;:—(]| (?:and|but|when|while|because|as|who|which) /)[0] ?? '',
    reader,
  );
  if (!clause?.isPerson || clause.tense !== 'past' || isLoose(clause)) return undefined;
  if (clause.opening || clause.isAuxiliary || clause.rest.split(' ').length < 2) return undefined;
  // Said or argued what? Without its object clause the question would fit anyone.
  if (
    /^(?:that|to)\b|\b(?:that|to|the|a|of)$/.test(clause.rest) ||
    /^(?:say|argue|believe|think|claim|write|note|suggest|contend)$/.test(clause.infinitive)
  )
    return undefined;
  const rest = clause.rest.replace(/ (?:in|on) (?:\p{Lu}\p{Ll}+ )?\d{4}$/u, '');
  return `Who ${clause.adverbs} ${clause.verb} ${rest}?`.replace(/\s+/g, ' ');
}

const objectStart = /^(?:the|a|an|all|both|many|several|two|three|four|how|what|whether|\p{Ll}+)\b/u;

function askObject(sentence: string, reader: ClauseReader): string | undefined {
  const found = new RegExp(`^(?<main>[^,;:—]+?) (?<verb>${objectVerbs}) (?<object>.+)$`).exec(
    sentence,
  )?.groups;
  if (!found || !objectStart.test(found['object'] ?? '')) return undefined;
  if (
    /^(?:by|in|on|at|to|from|with|for|as|that|only|when|if|because|and|or|not)\b/.test(found['object'] ?? '')
  )
    return undefined;
  if (/\b(?:another|examples?)\b/.test(found['object'] ?? '')) return undefined;
  const [verb = '', preposition] = (found['verb'] ?? '').split(' ');
  const clause = readClause(`${found['main']} ${verb} ${preposition ?? ''} something`, reader);
  if (!clause || clause.isAuxiliary || clause.verb !== verb || isLoose(clause)) return undefined;
  return asQuestion('what', clause, preposition ?? '');
}

const isShortPhrase = (text: string) =>
  text !== '' &&
  text.split(' ').length <= maxNounPhraseWords &&
  !looseReference.test(text) &&
  !/[“”"()]/.test(text) &&
  !/\b(?:their|its|what|because|since|when|as|if)\b/i.test(text);

/** A question must be clear to somebody who has not just read the sentence. */
const isLoose = ({ opening, subject, rest }: Clause) =>
  looseReference.test(`${opening} ${subject} ${rest}`) ||
  vagueSubject.test(subject) ||
  vagueObject.test(rest) ||
  rest.split('“').length !== rest.split('”').length;

const vagueObject =
  /\b(?:the|a) (?:problem|result|mistake|case|question|issue|same|idea|answer|former|latter)\.?$/i;

/** Subjects that only the sentence before tells apart. */
const vagueSubject =
  /^(?:the|a|an|some|many|most|several|two|three) (?:\p{L}+ )?(?:first|second|third|last|same|result|answer|reason|question|term|example|case|idea|process|other|author|study|researcher|group|argument|view|claim|fact|point|problem|issue|approach|reader|chapter|book|article|text|finding|number|change|situation|event|man|woman|person|thing)s?$/iu;
