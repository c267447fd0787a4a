import { createDiskFiles } from '../../project/disk-files.ts';
import { join } from '../../project/paths.ts';
import { type FileRecord, relativeTo } from './file-record.ts';

/**
 * What an ordinary run has recorded in a folder, by test file. A record with tests that failed is left out: they are to be
 * run once more.
 */
export function readRecords(folder: string, projectRoot: string): Record<string, FileRecord> {
  const files = createDiskFiles(folder);
  const names = files.list(folder).flatMap(({ name }) => (name.endsWith('.json') ? [name] : []));
  const records = names.flatMap((name) => parseRecord(files.read(join(folder, name))));
  return Object.fromEntries(
    records
      .filter(({ tests }) => tests.every(({ status }) => status !== 'failed'))
      .map((record) => relativeTo(projectRoot, record))
      .map((record) => [record.file, record]),
  );
}

function parseRecord(text: string | undefined): FileRecord[] {
  try {
    const parsed: Partial<FileRecord> = JSON.parse(text ?? '');
    return isWhole(parsed) ? [parsed] : [];
  } catch {
    // Half written, by a run that was stopped.
    return [];
  }
}

/** One that an earlier version has left lacks something. */
function isWhole(record: Partial<FileRecord>): record is FileRecord {
  return record.tests !== undefined && record.watched !== undefined;
}
