import { wordsOf } from '../../quality/ungrounded-words.ts';
import type { ScriptGlue } from './glue.ts';
import { glueFor } from './glue-for.ts';

/** The words that a script may add around a statement: what the hosts say before and after it in the same turn. */
export function scriptConnectives(language: string): ReadonlySet<string> {
  const { script } = glueFor(language);
  const known = connectives.get(script) ?? connectivesOf(script);
  connectives.set(script, known);
  return known;
}

const connectives = new Map<ScriptGlue, ReadonlySet<string>>();

function connectivesOf(script: ScriptGlue): ReadonlySet<string> {
  const { lead, restate, recapLead, ask, react } = script;
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
