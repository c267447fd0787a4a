import { sentencesIn } from '../analysis/split-sentences.ts';

const endsAsQuestion = /[?？؟][!?]*["”’»)\]]*$/u;

/** A text without its sentences that ask: they state nothing. */
export function withoutQuestions(text: string): string {
  if (!/[?？؟]/u.test(text)) return text;
  const kept: string[] = [];
  let end = 0;
  for (const sentence of sentencesIn(text)) {
    const written = text.slice(sentence.start, sentence.end);
    if (!endsAsQuestion.test(written)) kept.push(text.slice(end, sentence.end));
    end = sentence.end;
  }
  return kept.join('').trim();
}
