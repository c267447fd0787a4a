import type { Sentence } from '../../analysis/analysis.ts';

export type QuestionForm =
  | 'definition'
  | 'heading'
  | 'cause'
  | 'condition'
  | 'contrast'
  | 'means'
  | 'property'
  | 'object'
  | 'time'
  | 'person'
  | 'claim'
  | 'list'
  | 'examples'
  | 'difference'
  | 'about';

/** A question that sentences of the source answer in their own words. */
export interface Question {
  text: string;
  form: QuestionForm;
  /** In source order; the first stands alone. */
  answer: Sentence[];
}
