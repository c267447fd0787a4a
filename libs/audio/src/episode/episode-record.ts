import type { AudioStore } from '../ports/audio-store.ts';
import { readWhole } from '../read-whole.ts';
import type { Script } from '../script.ts';
import type { Episode } from './produce-episode.ts';
import { writeTranscript } from './transcript.ts';

/**
 * Beside the MP3 stands what it is made of: without it, a caller who lost our answer to a crash would have every
 * turn voiced again.
 */
export interface EpisodeRecord {
  /** `EpisodePlan.key` */
  key: string;
  episode: Episode;
  /** Names of speech that is kept. */
  speech: string[];
}

export const recordName = (episodeName: string): string => `${episodeName}.json`;

/** Undefined if there is none, or none that can be read. */
export async function readRecord(store: AudioStore, name: string): Promise<EpisodeRecord | undefined> {
  const bytes = await readWhole(store, recordName(name));
  if (bytes === undefined) return undefined;
  try {
    const record = JSON.parse(Buffer.from(bytes).toString());
    const isWhole = typeof record?.key === 'string' && Array.isArray(record.speech);
    return isWhole && Array.isArray(record.episode?.turnTimes) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** The episode if it was finished with this key and still stands there; its transcript is made again if it is gone. */
export async function findFinished(
  store: AudioStore,
  script: Script,
  { name, key }: { name: string; key: string },
): Promise<Episode | undefined> {
  const record = await readRecord(store, name);
  if (record?.key !== key || (await store.size(name)) !== record.episode.bytes) return undefined;
  const { transcriptName, turnTimes } = record.episode;
  if ((await store.size(transcriptName)) === undefined)
    await store.write(transcriptName, Buffer.from(writeTranscript(script, turnTimes)));
  return record.episode;
}
