/** What a page says of its own, beside the material. */
export interface Headings {
  objectives: string;
  keyConcepts: string;
  summary: string;
  takeaways: string;
  inDetail: string;
  conclusion: string;
  faqs: string;
  flashcards: string;
  readingQuestions: string;
  /** What stands behind a statement that the source doesn't bear out. */
  unsupported: string;
}

const english: Headings = {
  objectives: 'Objectives',
  keyConcepts: 'Key concepts',
  summary: 'Summary',
  takeaways: 'Takeaways',
  inDetail: 'In more detail',
  conclusion: 'Conclusion',
  faqs: 'Frequently asked questions',
  flashcards: 'Flashcards',
  readingQuestions: 'Reading questions',
  unsupported: 'not supported by the source',
};

const known: Record<string, Headings> = {
  en: english,
  de: {
    objectives: 'Lernziele',
    keyConcepts: 'Schlüsselbegriffe',
    summary: 'Zusammenfassung',
    takeaways: 'Das Wichtigste',
    inDetail: 'Im Einzelnen',
    conclusion: 'Schluss',
    faqs: 'Häufige Fragen',
    flashcards: 'Lernkarten',
    readingQuestions: 'Fragen zum Text',
    unsupported: 'nicht durch die Quelle belegt',
  },
  fr: {
    objectives: 'Objectifs',
    keyConcepts: 'Notions clés',
    summary: 'Résumé',
    takeaways: 'À retenir',
    inDetail: 'En détail',
    conclusion: 'Conclusion',
    faqs: 'Questions fréquentes',
    flashcards: 'Cartes mémoire',
    readingQuestions: 'Questions de lecture',
    unsupported: 'non attesté par la source',
  },
  es: {
    objectives: 'Objetivos',
    keyConcepts: 'Conceptos clave',
    summary: 'Resumen',
    takeaways: 'Lo esencial',
    inDetail: 'En detalle',
    conclusion: 'Conclusión',
    faqs: 'Preguntas frecuentes',
    flashcards: 'Tarjetas de estudio',
    readingQuestions: 'Preguntas de lectura',
    unsupported: 'sin respaldo en la fuente',
  },
};

/** The headings in the language of the material (BCP 47), in English where there are none. */
export function headingsFor(language: string): Headings {
  const primary = language.toLowerCase().split('-')[0] ?? '';
  return (Object.hasOwn(known, primary) ? known[primary] : undefined) ?? english;
}
