import type { Citation } from '../source.ts';
import { citedParts } from './cited-parts.ts';

export interface Statement {
  text: string;
  citations: Citation[];
}

export interface PlacedStatement extends Statement {
  /**
   * Where it stands in the material: `items.3`, `turns.12`, `summary`. An object's own fields have the
   * object's path.
   */
  path: string;
}

/** Every cited statement of a material. A turn or question that cites nothing, or states nothing, is left out. */
export const statementsOf = (material: unknown): PlacedStatement[] =>
  citedParts(material)
    .filter(({ text, citations }) => text !== '' && citations.length > 0)
    .map(({ path, text, citations }) => ({ path, text, citations }));
