import type { QualityIssue } from '../materials/check-material.ts';
import type { Draft } from '../materials/schemas.ts';
import type { Source } from '../source.ts';
import { scriptConnectives } from '../writing/language/script-connectives.ts';
import { ungroundedWords } from './ungrounded-words.ts';
import { type Support, supportOf } from './measure-support.ts';
import { type PlacedStatement, statementsOf } from './statements-of.ts';
import { supportOfQuestion } from './support-of-question.ts';
import { withoutQuestions } from './without-questions.ts';

export type SupportKind = 'verbatim' | 'paraphrase';

export interface Judgement {
  /** 0–1, the share of statements that are borne out. */
  groundedness: number;
  /** One issue for each that isn't, with its path and what is missing. */
  unsupported: QualityIssue[];
}

/** Judges each statement of a draft by its citations; where a draft only asks, its questions. */
export function judgeStatements(draft: Draft, source: Source, support: SupportKind): Judgement {
  if (draft.kind === 'reading-questions') return judgeQuestions(draft, source, support);
  const statements = statementsOf(draft);
  const isScript = draft.kind === 'podcast-script';
  const spoken = isScript ? { connectives: scriptConnectives(draft.language) } : {};
  const reasonFor = (statement: PlacedStatement): string | undefined => {
    if (support === 'paraphrase') return reasonOf(supportOf(statement, source, spoken));
    if (statement.citations.length === 0) return 'it cites nothing';
    // A host may end a statement with a question to the other one, which states nothing.
    const text = isScript ? withoutQuestions(statement.text) : statement.text;
    const words = ungroundedWords({ ...statement, text }, source.text, spoken.connectives);
    return words.length > 0 ? lacking('words', words) : undefined;
  };
  return judge(statements, reasonFor);
}

function judgeQuestions(
  { questions }: Draft<'reading-questions'>,
  source: Source,
  support: SupportKind,
): Judgement {
  const asked = questions.map(({ question, citations }, index) => ({
    path: `questions.${index}`,
    text: question,
    citations,
  }));
  return judge(asked, (question) => {
    // An answer can't stand where there is no text.
    const holdsText = question.citations.some(({ start, end }) =>
      /\p{L}/u.test(source.text.slice(start, end)),
    );
    if (!holdsText) return 'no text stands where its answer should';
    if (support === 'verbatim') return undefined;
    return reasonOf(supportOfQuestion(question.text, question.citations, source));
  });
}

function judge(
  statements: PlacedStatement[],
  reasonFor: (statement: PlacedStatement) => string | undefined,
): Judgement {
  const unsupported = statements.flatMap((statement) => {
    const reason = reasonFor(statement);
    if (reason === undefined) return [];
    return [
      { code: 'unsupported', path: statement.path, message: `not supported by what it cites: ${reason}` },
    ];
  });
  const groundedness = statements.length > 0 ? 1 - unsupported.length / statements.length : 0;
  return { groundedness, unsupported };
}

function reasonOf(support: Support): string | undefined {
  if (support.isSupported) return undefined;
  const reasons = [
    ...(support.inventedNumbers.length > 0 ? [lacking('numbers', support.inventedNumbers)] : []),
    ...(support.inventedNames.length > 0 ? [lacking('names', support.inventedNames)] : []),
    ...support.strangeSentences.map((sentence) => `nothing like “${shortened(sentence)}” stands there`),
  ];
  if (reasons.length > 0) return reasons.join('; ');
  const share = `${Math.round(support.share * 100)} % of its words stand there`;
  return `${share}; ${lacking('words', support.missingWords)}`;
}

const maxNamed = 8;

const lacking = (what: string, items: string[]) => {
  const named = [...new Set(items)];
  return `missing ${what}: ${named.slice(0, maxNamed).join(', ')}${named.length > maxNamed ? ' …' : ''}`;
};

const shortened = (text: string) => (text.length <= 80 ? text : `${text.slice(0, 79)}…`);
