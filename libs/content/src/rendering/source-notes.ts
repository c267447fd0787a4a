import type { Citation } from '../source.ts';

/** Collects where each part of a material stands in the source, to print it once, at the end. */
export interface SourceNotes {
  add(label: string, citations: Citation[]): void;
  lines(): string[];
}

export function createSourceNotes(): SourceNotes {
  const notes: string[] = [];
  return {
    add(label, citations) {
      if (citations.length > 0) notes.push(`${label}: ${merged(citations).map(range).join(', ')}`);
    },
    lines: () => (notes.length > 0 ? [`Characters of the source: ${notes.join(' · ')}.`] : []),
  };
}

const range = ({ start, end }: Citation) => `${start}–${end}`;

/** In order, with neighbours joined: the sentences of one paragraph read as one range. */
function merged(citations: Citation[]): Citation[] {
  const result: Citation[] = [];
  for (const citation of citations.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && citation.start <= last.end + 1) last.end = Math.max(last.end, citation.end);
    else result.push({ ...citation });
  }
  return result;
}
