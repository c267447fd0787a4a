import type { Job } from '../jest/messages.ts';
import { MutationError } from '../mutation-error.ts';
import type { Worker } from '../processes/workers.ts';
import { workThrough } from '../schedule/work-through.ts';
import type { FileRecord } from './file-record.ts';

export interface Recorded {
  records: FileRecord[];
  /** Tests that failed, and failed again, and files that could not be run: each in a line. */
  failures: string[];
}

/** Runs test files as they are, and notes what each test enters. */
export async function recordEach(
  workers: readonly Worker[],
  files: readonly string[],
  onDone: (done: number) => void,
): Promise<Recorded> {
  const records: FileRecord[] = [];
  const failures: string[] = [];
  const waiting = [...files];
  await workThrough(
    workers,
    () => waiting.shift(),
    async (worker, file) => {
      const first = await recordFile(worker, file);
      const recorded = first.failures.length === 0 ? first : await recordFile(worker, file);
      if (recorded.record !== undefined) records.push(recorded.record);
      failures.push(...recorded.failures);
      onDone(files.length - waiting.length);
    },
  );
  return { records: records.toSorted((one, other) => (one.file < other.file ? -1 : 1)), failures };
}

/**
 * The same, where all have to pass.
 * @throws {MutationError} `dry-run-failed` if tests fail, and fail again
 */
export async function recordFiles(...given: Parameters<typeof recordEach>): Promise<FileRecord[]> {
  const { records, failures } = await recordEach(...given);
  if (failures.length === 0) return records;
  const list = failures.map((failure) => `- ${failure}`).join('\n');
  throw new MutationError('dry-run-failed', `these tests fail without any mutant:\n${list}`, {
    tests: failures,
  });
}

async function recordFile(
  worker: Worker,
  file: string,
): Promise<{ record?: FileRecord; failures: string[] }> {
  const job: Job = { file, mutant: null, tests: null, hookLimitMilliseconds: 0, stopsAtFailure: false };
  const outcome = await worker.run(job);
  switch (outcome.type) {
    case 'recorded': {
      const failed = outcome.record.tests.filter(({ status }) => status === 'failed');
      return { record: outcome.record, failures: failed.map(({ name }) => `${file} › ${name}`) };
    }
    case 'broken':
    case 'ended':
      return { failures: [`${file}: ${outcome.message}`] };
    default:
      return { failures: [`${file}: it did not come to an end`] };
  }
}
