import { measureReadability } from '../quality/measure-readability.ts';
import type { WritingContext } from './writing-context.ts';

/** Years of schooling (Flesch–Kincaid) up to which a text is for beginners, and above which for the advanced. */
const beginnerGrade = 8;
const advancedGrade = 13;

const sampleSentences = 200;

/** How hard the source is to read. */
export function levelOf({ analysis, source }: WritingContext): 'beginner' | 'intermediate' | 'advanced' {
  const step = Math.max(1, Math.floor(analysis.sentences.length / sampleSentences));
  const sample = analysis.sentences.filter((_, index) => index % step === 0).map(({ text }) => text);
  const { grade } = measureReadability(sample.join('\n\n'), source.language);
  if (grade <= beginnerGrade) return 'beginner';
  return grade <= advancedGrade ? 'intermediate' : 'advanced';
}
