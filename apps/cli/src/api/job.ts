import { isMissing, number, object, text, unexpected } from './decode.ts';

/** What this program reads of a job; the API says more. */
export interface Job {
  id: string;
  status: string;
  createdAt: string;
  title: string;
  language: string;
  sourceCharacters: number;
  /** By kind, in the API's order. */
  materials: Record<string, Part>;
  audio: AudioPart | null;
  progress: { completed: number; total: number; percentage: number };
  /** US dollars that models and voices took so far. */
  costUsd: number;
  error: Failure | null;
}

/** `status` is pending, processing, completed, failed or cancelled. */
export interface Part {
  status: string;
  error?: Failure;
  /** 0–1, where the API knows. */
  progress?: number;
}

export interface AudioPart extends Part {
  durationSeconds?: number;
}

export interface Failure {
  code: string;
  message: string;
}

export const hasEnded = ({ status }: Job): boolean => status !== 'pending' && status !== 'processing';

/** Checks what a server sent. Throws `answer-unexpected`, naming the field. */
export function decodeJob(value: unknown): Job {
  const job = object(value, 'the job');
  const request = object(job['request'], 'request');
  const progress = object(job['progress'], 'progress');
  const parts = Object.entries(object(job['materials'], 'materials'));
  const strangeKind = parts.find(([kind]) => !/^[a-z0-9-]{1,64}$/.test(kind))?.[0];
  // Kinds become names of files: a server must not choose where they are written.
  if (strangeKind !== undefined) throw unexpected('a kind of material', 'a name in kebab-case', strangeKind);
  return {
    id: text(job['id'], 'id'),
    status: text(job['status'], 'status'),
    createdAt: text(job['createdAt'], 'createdAt'),
    title: text(request['title'], 'request.title'),
    language: typeof request['language'] === 'string' ? request['language'] : '',
    sourceCharacters: number(request['sourceCharacters'], 'request.sourceCharacters'),
    materials: Object.fromEntries(parts.map(([kind, part]) => [kind, decodePart(part, `materials.${kind}`)])),
    audio: isMissing(job['audio']) ? null : decodeAudio(job['audio']),
    progress: {
      completed: number(progress['completed'], 'progress.completed'),
      total: number(progress['total'], 'progress.total'),
      percentage: number(progress['percentage'], 'progress.percentage'),
    },
    costUsd: isMissing(job['usage'])
      ? 0
      : number(object(job['usage'], 'usage')['costUsd'] ?? 0, 'usage.costUsd'),
    error: isMissing(job['error']) ? null : decodeFailure(job['error'], 'error'),
  };
}

function decodePart(value: unknown, where: string): Part {
  const part = object(value, where);
  return {
    status: text(part['status'], `${where}.status`),
    ...(!isMissing(part['error']) && { error: decodeFailure(part['error'], `${where}.error`) }),
    ...(typeof part['progress'] === 'number' && { progress: part['progress'] }),
  };
}

function decodeAudio(value: unknown): AudioPart {
  const { durationSeconds } = object(value, 'audio');
  return { ...decodePart(value, 'audio'), ...(typeof durationSeconds === 'number' && { durationSeconds }) };
}

function decodeFailure(value: unknown, where: string): Failure {
  const failure = object(value, where);
  return {
    code: text(failure['code'], `${where}.code`),
    message: text(failure['message'], `${where}.message`),
  };
}
