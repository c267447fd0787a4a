import type { Materials } from '../materials/schemas.ts';
import type { Citation } from '../source.ts';
import { cleanText } from './clean-text.ts';
import { createMark } from './marks.ts';

/**
 * What Anki 2.1.54 and later read at the top of a text file. Front and back are the fields of its note type
 * "Basic"; the column with the place in the source stays unassigned unless somebody adds a field for it.
 */
const headers = [
  '#separator:Comma',
  '#html:true',
  '#notetype:Basic',
  '#columns:Front,Back,Source,Tags',
  '#tags column:4',
];

/**
 * Flashcards as a CSV file (RFC 4180, every field quoted, UTF-8) that Anki imports: term, definition,
 * characters of the source, and the difficulty as a tag. The text is escaped as HTML, so that no tag, sound,
 * cloze, formula or template of Anki can come out of it, and no cell begins as a spreadsheet's formula does;
 * in Anki it reads as it was.
 */
export function renderCsv(flashcards: Materials['flashcards']): string {
  const mark = createMark(flashcards);
  const rows = flashcards.items.map(({ term, definition, difficulty, citations }, index) => {
    const doubt = mark(`items.${index}`);
    return [
      cell(term),
      cell(definition) + (doubt === '' ? '' : ` <i>(${doubt})</i>`),
      citations.map(range).join(', '),
      doubt === '' ? difficulty : `${difficulty} unsupported`,
    ];
  });
  const lines = rows.map((fields) => fields.map((field) => `"${field}"`).join(','));
  return [...headers, ...lines, ''].join('\r\n');
}

const range = ({ start, end }: Citation) => `${start}–${end}`;

/** By number, since a few programs know no others; quotation marks too, which then need no doubling. */
const entity = (sign: string) => `&#${sign.codePointAt(0)};`;

/**
 * Beside HTML's own signs those by which Anki plays a sound (`[sound:…]`), sets LaTeX (`[latex]`, `\(`) or
 * hides a cloze (`{{c1::…}}`), and those by which a spreadsheet tells a formula, at the start of a cell and
 * of what it may take for one.
 */
const cell = (text: string): string =>
  cleanText(text)
    .trim()
    // The browser in Anki typesets what it finds between these, whatever the file calls them.
    .replace(/\\(?=[()[\]])/g, '\\ ')
    .replace(/&/g, '&amp;')
    .replace(/[<>"[\]{}\\=@＝＠]/gu, entity)
    .replace(/(?<=^|[\n,;]\s*)[+\-＋－]/gu, entity)
    .replace(/ *\n+ */g, '<br>');
