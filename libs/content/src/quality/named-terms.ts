import type { Material } from '../materials/schemas.ts';
import type { Citation } from '../source.ts';

/** A term that a material explains. */
export interface NamedTerm {
  /** Begins with the material's kind. */
  path: string;
  term: string;
  explanation: string;
  citations: Citation[];
}

/** The terms of cards and key concepts. */
export const namedTerms = (materials: Material[]): NamedTerm[] =>
  materials.flatMap((material) => {
    if (material.kind === 'flashcards') {
      return material.items.map(({ term, definition, citations }, index) => ({
        ...{ path: `flashcards.items.${index}`, term, explanation: definition, citations },
      }));
    }
    if (material.kind !== 'study-guide') return [];
    return material.keyConcepts.map(({ term, explanation, citations }, index) => ({
      ...{ path: `study-guide.keyConcepts.${index}`, term, explanation, citations },
    }));
  });
