import type { ApiClient } from '../api/api-client.ts';
import type { Failure, Job, Part } from '../api/job.ts';
import { CliError } from '../errors.ts';
import { isMaterialKind, materialLabels } from '../material-kinds.ts';
import { describeMaterial } from './describe-material.ts';
import { duration, type MissingPart, renderIndexPage, type WrittenMaterial } from './index-page.ts';
import type { OutputDirectory } from './output-directory.ts';

export const indexFile = 'index.md';
export const dataFile = 'materials.json';
export const audioFile = 'podcast.mp3';
/** What is said in it, with times, for players. */
export const transcriptFile = 'podcast.vtt';
/** The cards once more, for Anki. */
export const cardsFile = 'flashcards.csv';
export const fileOfMaterial = (kind: string): string => `${kind}.md`;

export interface WrittenFile {
  name: string;
  /** What is in it, in a few words. */
  content: string;
}

export interface Results {
  files: WrittenFile[];
  missing: MissingPart[];
}

/** Fetches all that an ended job has and writes it. What is not there is named, in the results and in the index. */
export async function writeResults(
  job: Job,
  { client, output }: { client: ApiClient; output: OutputDirectory },
  signal: AbortSignal,
): Promise<Results> {
  const missing = missingParts(job);
  const ready = Object.keys(job.materials).filter((kind) => isMade(job.materials[kind]));
  if (ready.length === 0) return { files: [], missing };

  const data = await client.materials(job.id, signal);
  const materials = await Promise.all(
    ready.map(async (kind): Promise<WrittenMaterial> => {
      const file = fileOfMaterial(kind);
      await output.write(file, await client.materialText(job.id, kind, 'markdown', signal), signal);
      return { file, ...describeMaterial(kind, data[kind]) };
    }),
  );
  const hasCards = ready.includes('flashcards');
  if (hasCards) {
    await output.write(cardsFile, await client.materialText(job.id, 'flashcards', 'csv', signal), signal);
  }
  await output.write(dataFile, `${JSON.stringify(data, null, 2)}\n`, signal);
  const fetched = async (label: string, write: () => Promise<void>): Promise<boolean> => {
    const failure = await failureOf(write);
    if (failure !== undefined) missing.push({ label, ...failure });
    return failure === undefined;
  };
  const hasAudio =
    isMade(job.audio) &&
    (await fetched('Podcast', async () =>
      output.write(audioFile, notEmpty(await client.audio(job.id, signal)), signal),
    ));
  const hasTranscript =
    hasAudio &&
    (await fetched('Transcript', async () =>
      output.write(transcriptFile, await client.transcript(job.id, signal), signal),
    ));

  const page = {
    ...{ job, materials, dataFile, missing },
    ...(hasCards && { cardsFile }),
    ...(hasAudio && { audioFile }),
    ...(hasTranscript && { transcriptFile }),
  };
  await output.write(indexFile, renderIndexPage(page), signal);
  return {
    files: [
      { name: indexFile, content: 'all of it, linked' },
      ...materials.map(({ file, content }) => ({ name: file, content })),
      ...(hasCards ? [{ name: cardsFile, content: 'the same for Anki' }] : []),
      ...(hasAudio ? [{ name: audioFile, content: duration(job.audio?.durationSeconds) }] : []),
      ...(hasTranscript ? [{ name: transcriptFile, content: 'what it says, with times' }] : []),
      { name: dataFile, content: 'the same as data' },
    ],
    missing,
  };
}

/** A connection that breaks in the middle of the audio must not take the written materials along. */
async function failureOf(write: () => Promise<void>): Promise<Failure | undefined> {
  try {
    await write();
    return undefined;
  } catch (error) {
    if (error instanceof CliError && error.code !== 'output-invalid')
      return { code: error.code, message: error.message };
    throw error;
  }
}

async function* notEmpty(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isEmpty = true;
  for await (const piece of pieces) {
    isEmpty &&= piece.byteLength === 0;
    yield piece;
  }
  if (isEmpty) throw new CliError('answer-unexpected', 'The server sent an empty audio file.');
}

const isMade = (part: Part | null | undefined): boolean => part?.status === 'completed';

function missingParts(job: Job): MissingPart[] {
  const parts: [string, Part][] = Object.entries(job.materials).map(([kind, part]) => [
    isMaterialKind(kind) ? materialLabels[kind] : kind,
    part,
  ]);
  if (job.audio !== null) parts.push(['Podcast', job.audio]);
  return parts
    .filter(([, part]) => !isMade(part))
    .map(([label, { status, error }]) => ({
      label,
      ...(error ?? job.error ?? { code: status, message: `It is ${status}.` }),
    }));
}
