import type { Chapter } from '../timeline.ts';

/** ISO 639-2 codes, which ID3 wants, of common BCP 47 primary subtags. */
const threeLetters: Readonly<Record<string, string>> = {
  ar: 'ara',
  bg: 'bul',
  ca: 'cat',
  cs: 'ces',
  da: 'dan',
  de: 'deu',
  el: 'ell',
  en: 'eng',
  es: 'spa',
  et: 'est',
  fi: 'fin',
  fr: 'fra',
  he: 'heb',
  hi: 'hin',
  hr: 'hrv',
  hu: 'hun',
  id: 'ind',
  it: 'ita',
  ja: 'jpn',
  ko: 'kor',
  lt: 'lit',
  lv: 'lav',
  nb: 'nob',
  nl: 'nld',
  no: 'nor',
  pl: 'pol',
  pt: 'por',
  ro: 'ron',
  ru: 'rus',
  sk: 'slk',
  sl: 'slv',
  sr: 'srp',
  sv: 'swe',
  th: 'tha',
  tr: 'tur',
  uk: 'ukr',
  vi: 'vie',
  zh: 'zho',
};

/** A table of contents counts its entries in one byte. */
const mostEntries = 255;

/** An ID3v2.3 tag: title, language, length, encoder, and a chapter (CHAP, listed in CTOC) for each section. */
export async function id3Tag(episode: {
  title: string;
  /** BCP 47. */
  language: string;
  durationSeconds: number;
  chapters: readonly Chapter[];
}): Promise<Uint8Array> {
  const { default: id3 } = await import('node-id3');
  const language = threeLetters[episode.language.split('-')[0]?.toLowerCase() ?? ''];
  const chapter = episode.chapters.map(({ title, startSeconds, endSeconds }, index) => ({
    elementID: `chapter${index + 1}`,
    startTimeMs: Math.round(1000 * startSeconds),
    endTimeMs: Math.round(1000 * endSeconds),
    tags: { title },
  }));
  return id3.create({
    title: episode.title,
    ...(language === undefined ? {} : { language }),
    length: String(Math.round(1000 * episode.durationSeconds)),
    encodedBy: 'La Factoria',
    encodingTechnology: 'LAME 3.100, 64 kbit/s',
    genre: 'Podcast',
    chapter,
    tableOfContents: [
      {
        elementID: 'contents',
        isOrdered: true,
        elements: chapter.slice(0, mostEntries).map(({ elementID }) => elementID),
        tags: { title: episode.title },
      },
    ],
  });
}
