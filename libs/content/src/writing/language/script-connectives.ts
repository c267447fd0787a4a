import { wordsOf } from '../../quality/measure-groundedness.ts';
import { glueFor } from './glue-for.ts';

/** The words that a script may add around a statement: what the hosts say before and after it in the same turn. */
export function scriptConnectives(language: string): ReadonlySet<string> {
  const { lead, restate, recapLead, ask, react } = glueFor(language).script;
  const phrases = [
    ...lead.add,
    ...lead.start,
    ...lead.also,
    ...restate.map((template) => template('', '')),
    ...[
      ...ask.more,
      ...ask.example,
      ...ask.but,
      ...ask.cause,
      ...ask.result,
      ...ask.then,
      ...ask.compare,
      ...react,
    ],
    ...[...ask.about, ...ask.meaning].map((template) => template('')),
    ...[recapLead.first, ...recapLead.next, recapLead.last],
  ];
  return new Set(phrases.flatMap(wordsOf));
}
