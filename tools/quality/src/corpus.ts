/** One section of a textbook with what its authors wrote about it. */
export interface CorpusSection {
  id: string;
  title: string;
  markdown: string;
  keyTerms: { term: string; definition: string }[];
  summary: string;
  objectives: string[];
}

/** Reads a corpus. @throws Error naming the first section that misses a field. */
export function parseCorpus(json: string): CorpusSection[] {
  const value: unknown = JSON.parse(json);
  if (!Array.isArray(value) || value.length === 0)
    throw new Error('the corpus is not a JSON array of sections');
  return value.map((section: unknown, index) => {
    if (!isSection(section)) {
      throw new Error(
        `section ${index} of the corpus lacks id, title, markdown, keyTerms, summary or objectives`,
      );
    }
    return section;
  });
}

function isSection(value: unknown): value is CorpusSection {
  if (typeof value !== 'object' || value === null) return false;
  const section = value as Record<string, unknown>;
  return (
    ['id', 'title', 'markdown', 'summary'].every((name) => typeof section[name] === 'string') &&
    ['keyTerms', 'objectives'].every((name) => Array.isArray(section[name])) &&
    (section.keyTerms as unknown[]).every(isKeyTerm)
  );
}

function isKeyTerm(value: unknown): boolean {
  const { term, definition } = (value ?? {}) as Record<string, unknown>;
  return typeof term === 'string' && typeof definition === 'string';
}
