/** A half-open range of characters (UTF-16 code units) of `Source.text`. */
export interface Citation {
  start: number;
  end: number;
}

export type PassageKind = 'heading' | 'paragraph' | 'list-item' | 'quote' | 'table' | 'code';

/** One block of the source: `Source.text.slice(start, end)`, markup included. Passages don't overlap and are in order. */
export interface Passage extends Citation {
  index: number;
  kind: PassageKind;
  /** Index into `Source.sections`. */
  section: number;
  /** 1–6 for a heading, else absent. */
  level?: number;
}

/** What stands below one heading, up to the next. The first section may have no heading. */
export interface SourceSection extends Citation {
  index: number;
  /** The heading without its markup; empty for text before the first heading. */
  title: string;
  /** 1–6; 0 for text before the first heading. */
  level: number;
}

/** A source text, normalised once (Unicode NFC, `\n` line ends), so that citations fit the stored text. */
export interface Source {
  text: string;
  title: string;
  /** In which the materials are written: the text's own, unless another was asked for. BCP 47, for example `en`. */
  language: string;
  /** Of the text itself, detected. */
  textLanguage: string;
  sections: SourceSection[];
  passages: Passage[];
}
