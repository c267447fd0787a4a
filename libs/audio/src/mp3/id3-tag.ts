import id3 from 'node-id3';

import type { Chapter } from '../episode/timeline.ts';
import { AudioError } from '../errors.ts';
import { plainLine } from '../speakable/plain-line.ts';

/** ISO 639-2 codes, which ID3 wants, of common BCP 47 primary subtags. */
const threeLetters: Readonly<Record<string, string>> = {
  ar: 'ara',
  bg: 'bul',
  bn: 'ben',
  ca: 'cat',
  cs: 'ces',
  da: 'dan',
  de: 'deu',
  el: 'ell',
  en: 'eng',
  es: 'spa',
  et: 'est',
  fa: 'fas',
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
  ms: 'msa',
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
  ta: 'tam',
  th: 'tha',
  tr: 'tur',
  uk: 'ukr',
  ur: 'urd',
  vi: 'vie',
  zh: 'zho',
};

/** A table of contents counts its entries in one byte. */
const mostEntries = 255;

/** A picture: JPEG or PNG, of at most 4 MB. */
export interface Cover {
  bytes: Uint8Array;
}

const mostCoverBytes = 4 * 1024 * 1024;
const signatures = { 'image/jpeg': [0xff, 0xd8, 0xff], 'image/png': [0x89, 0x50, 0x4e, 0x47] };

function mimeOf({ bytes }: Cover): string {
  const found = Object.entries(signatures).find(([, signature]) =>
    signature.every((byte, index) => bytes[index] === byte),
  );
  if (found === undefined) throw new AudioError('cover-invalid', 'The cover is neither a JPEG nor a PNG');
  if (bytes.length > mostCoverBytes)
    throw new AudioError('cover-invalid', `The cover has ${bytes.length} bytes, more than ${mostCoverBytes}`);
  return found[0];
}

const frontCover = 3;

export interface EpisodeTags {
  title: string;
  /** BCP 47. */
  language: string;
  durationSeconds: number;
  chapters: readonly Chapter[];
  cover?: Cover | undefined;
}

/** An ID3v2.3 tag: title, language, length, cover, and a chapter (CHAP, listed in CTOC) for each section. */
export function id3Tag(episode: EpisodeTags): Uint8Array {
  const language = threeLetters[episode.language.split('-')[0]?.toLowerCase() ?? ''];
  const chapter = episode.chapters.map(({ title, startSeconds, endSeconds }, index) => ({
    elementID: `chapter${index + 1}`,
    startTimeMs: Math.round(1000 * startSeconds),
    endTimeMs: Math.round(1000 * endSeconds),
    tags: { title: plainLine(title) },
  }));
  return id3.create({
    title: plainLine(episode.title),
    ...(language === undefined ? {} : { language }),
    length: String(Math.round(1000 * episode.durationSeconds)),
    encodedBy: 'La Factoria',
    encodingTechnology: 'LAME 3.100',
    ...(episode.cover && {
      image: {
        mime: mimeOf(episode.cover),
        type: { id: frontCover },
        description: 'Cover',
        imageBuffer: Buffer.from(episode.cover.bytes),
      },
    }),
    genre: 'Podcast',
    chapter,
    tableOfContents: [
      {
        elementID: 'contents',
        isOrdered: true,
        elements: chapter.slice(0, mostEntries).map(({ elementID }) => elementID),
        tags: { title: plainLine(episode.title) },
      },
    ],
  });
}
