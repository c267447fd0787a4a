/** The eight kinds of version 1 of the API, in the order in which a reader meets them, and how people call them. */
export const materialLabels = {
  outline: 'Outline',
  'podcast-script': 'Podcast script',
  'study-guide': 'Study guide',
  'one-pager': 'One-pager',
  'reading-material': 'Reading material',
  faqs: 'FAQs',
  flashcards: 'Flashcards',
  'reading-questions': 'Reading questions',
} as const;

export type MaterialKind = keyof typeof materialLabels;

export const isMaterialKind = (kind: string): kind is MaterialKind => Object.hasOwn(materialLabels, kind);
