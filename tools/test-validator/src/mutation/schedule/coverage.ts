import type { FileRecord, TestRecord } from '../record/file-record.ts';

/** A test that passes when nothing is broken, and the operations that it enters. */
export interface CoveringTest extends Pick<
  TestRecord,
  'name' | 'title' | 'suite' | 'line' | 'column' | 'milliseconds'
> {
  file: string;
  /** Tells it from all others. */
  key: string;
  /** Keys of the operations that it alone enters: where hooks enter one as well, they fail before the test does. */
  own: ReadonlySet<string>;
  /** Those, and what is entered around it: by hooks, and when its file is loaded. */
  all: ReadonlySet<string>;
}

export function coveringTests({ file, tests, outside }: FileRecord): CoveringTest[] {
  const around = new Set(outside);
  return tests
    .filter(({ status }) => status === 'passed')
    .map(({ name, title, suite, line, column, milliseconds, body, hooks }) => ({
      ...{ name, title, suite, line, column, milliseconds, file, key: testKey(file, name) },
      own: new Set(body.filter((key) => !around.has(key) && !hooks.includes(key))),
      all: new Set([...body, ...hooks, ...outside]),
    }));
}

export function testKey(file: string, name: string): string {
  return `${file} › ${name}`;
}
