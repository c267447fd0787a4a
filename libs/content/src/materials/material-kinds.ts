/** The eight kinds, in the order in which a reader meets them. The outline comes first: the others follow it. */
export const materialKinds = [
  'outline',
  'podcast-script',
  'study-guide',
  'one-pager',
  'reading-material',
  'faqs',
  'flashcards',
  'reading-questions',
] as const;

export type MaterialKind = (typeof materialKinds)[number];
