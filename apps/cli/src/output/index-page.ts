import type { Failure, Job } from '../api/job.ts';
import { printable } from '../printable.ts';
import type { MaterialDescription } from './describe-material.ts';

/** One file that was written. */
export interface WrittenMaterial extends MaterialDescription {
  file: string;
}

/** One part of the job that is not there. */
export interface MissingPart extends Failure {
  label: string;
}

export interface IndexContent {
  job: Job;
  materials: readonly WrittenMaterial[];
  /** The file of the flashcards for Anki, if there is one. */
  cardsFile?: string;
  /** The file of the audio, if there is one. */
  audioFile?: string;
  /** And of its transcript. */
  transcriptFile?: string;
  /** The file that holds all materials as data. */
  dataFile: string;
  missing: readonly MissingPart[];
}

/** The page that links all the results, in Markdown. Pure: what it says comes from its argument. */
export function renderIndexPage(content: IndexContent): string {
  const { job, materials, cardsFile, audioFile, transcriptFile, dataFile, missing } = content;
  const rows = materials.map(
    ({ label, file, content, score, groundedness }) =>
      `| [${label}](${file}) | ${escape(content)} | ${percent(score)} | ${percent(groundedness)} |`,
  );
  if (cardsFile !== undefined) rows.push(`| [Flashcards for Anki](${cardsFile}) | import as text | | |`);
  if (audioFile !== undefined)
    rows.push(`| [Podcast](${audioFile}) | ${duration(job.audio?.durationSeconds)} | | |`);
  if (transcriptFile !== undefined)
    rows.push(`| [Transcript of the podcast](${transcriptFile}) | with times, for players | | |`);
  const shortfalls = materials.flatMap(({ label, issues }) =>
    issues.map((issue) => `- ${label}: ${escape(issue)}`),
  );
  const generators = [...new Set(materials.map(({ generator }) => generator).filter((name) => name !== ''))];
  const blocks = [
    `# ${escape(job.title)}`,
    origin(job, generators),
    ...(rows.length > 0
      ? [['| | | Quality | Grounded in the source |', '|---|---|---:|---:|', ...rows].join('\n')]
      : []),
    ...(missing.length > 0 ? ['## Not made', missing.map(missingLine).join('\n')] : []),
    ...(shortfalls.length > 0 ? ['## What to know', shortfalls.join('\n')] : []),
    `All of it as data, with the places in the source that each statement rests on: [${dataFile}](${dataFile}).`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function origin({ id, createdAt, language, sourceCharacters }: Job, generators: string[]): string {
  const when = createdAt.replace(/T(\d\d:\d\d).*$/, ' $1 UTC');
  const by = generators.length > 0 ? ` by ${generators.map(escape).join(', ')}` : '';
  const characters = sourceCharacters.toLocaleString('en-US');
  return `Made ${escape(when)}${by} from a source of ${characters} characters (${escape(language)}). Job \`${id}\`.`;
}

const missingLine = ({ label, message, code }: MissingPart): string =>
  `- ${label}: ${escape(message)} (${escape(code)})`;

const percent = (share: number | undefined): string =>
  share === undefined ? '' : `${Math.round(share * 100)} %`;

/** `7:04` as players show it. */
export function duration(seconds: number | undefined): string {
  if (seconds === undefined) return '';
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}` : `${minutes}:${twoDigits(rest)}`;
}

/** A title from an unknown text must not become markup, a link or HTML. */
const escape = (text: string): string => printable(text).replace(/[\\`*_{}[\]<>|#~]/g, '\\$&');
