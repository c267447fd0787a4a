export type ViolationCode =
  | 'schema'
  | 'shortfall'
  | 'uncited'
  | 'unknown-passage'
  | 'unsupported'
  | 'repeated'
  | 'leak'
  | 'order'
  | 'markup'
  | 'wrong-language'
  | 'script-length'
  | 'script-sections';

/** A rule that an answer breaks, in words that tell the model what to mend. */
export interface Violation {
  code: ViolationCode;
  /** As in `items.3.definition`; `material` for the whole. */
  path: string;
  message: string;
}

/** What a violation takes from a material's worth: of two answers, the one that loses less is kept. */
const weights: Record<ViolationCode, number> = {
  'wrong-language': 1000,
  leak: 20,
  schema: 10,
  'script-sections': 3,
  uncited: 3,
  unsupported: 3,
  repeated: 3,
  order: 5,
  markup: 3,
  'unknown-passage': 2,
  'script-length': 2,
  shortfall: 1,
};

export const weightOf = (violations: Violation[]): number =>
  violations.reduce((sum, { code }) => sum + weights[code], 0);
