import { isMaterialKind, type MaterialKind, materialLabels } from '../material-kinds.ts';

/** What the index says of one material. Unknown kinds and absent fields leave their part out. */
export interface MaterialDescription {
  label: string;
  /** `12 sections, beginner`. */
  content: string;
  /** 0–1. */
  score?: number;
  groundedness?: number;
  /** What the material lacks, in words. */
  issues: string[];
  generator: string;
}

type Fields = Record<string, unknown>;

const contents: Record<MaterialKind, (material: Fields) => string[]> = {
  outline: (material) => [count(material['sections'], 'section'), text(material['level'])],
  'podcast-script': (material) => [count(material['turns'], 'turn'), minutes(material['estimatedMinutes'])],
  'study-guide': (material) => [
    count(material['keyConcepts'], 'concept'),
    count(material['sections'], 'section'),
  ],
  'one-pager': (material) => [count(material['takeaways'], 'takeaway')],
  'reading-material': (material) => [count(material['sections'], 'section')],
  faqs: (material) => [count(material['items'], 'question')],
  flashcards: (material) => [count(material['items'], 'card')],
  'reading-questions': (material) => [count(material['questions'], 'question')],
};

/** Reads leniently what a server sent: a field that is not as expected is left out, never a reason to fail. */
export function describeMaterial(kind: string, material: unknown): MaterialDescription {
  const fields = fieldsOf(material);
  const quality = fieldsOf(fields['quality']);
  const issues = Array.isArray(quality['issues']) ? quality['issues'] : [];
  return {
    label: isMaterialKind(kind) ? materialLabels[kind] : kind,
    content: isMaterialKind(kind)
      ? contents[kind](fields)
          .filter((part) => part !== '')
          .join(', ')
      : '',
    ...(typeof quality['score'] === 'number' && { score: quality['score'] }),
    ...(typeof quality['groundedness'] === 'number' && { groundedness: quality['groundedness'] }),
    issues: issues.map((issue) => text(fieldsOf(issue)['message'])).filter((message) => message !== ''),
    generator: text(fields['generator']),
  };
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function count(list: unknown, noun: string): string {
  if (!Array.isArray(list)) return '';
  return `${list.length} ${noun}${list.length === 1 ? '' : 's'}`;
}

function minutes(value: unknown): string {
  return typeof value === 'number' ? `about ${value.toFixed(1)} min` : '';
}
