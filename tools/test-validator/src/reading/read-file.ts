import type { Project } from '../project/project.ts';
import type { FileReport } from '../rules/examine-file.ts';
import { examineFile } from '../rules/examine-file.ts';
import type { SourceComment } from '../policy/suppressions.ts';
import type { Note } from '../report/report.ts';
import { mayDeclareTests } from '../tests/find-test-files.ts';

/** What reading one file of tests gives. */
export interface FileReading extends FileReport {
  /** Comments that speak to the validator, by the file that they stand in. */
  comments: SourceComment[];
  notes: Note[];
  /** Absolute paths of the files whose text the result depends on, without its own. */
  dependencies: string[];
}

export interface ReadFileOptions {
  /** Whether to say what to watch when the tests run. @default false */
  withWatched?: boolean;
}

/** Reads a file of tests by all rules. Never throws: what goes wrong becomes a note. */
export function readFile(path: string, project: Project, options: ReadFileOptions = {}): FileReading {
  const nothing: FileReading = { tests: [], findings: [], comments: [], notes: [], dependencies: [] };
  const noted = (message: string): FileReading => ({
    ...nothing,
    notes: [{ file: project.nameOf(path), message }],
  });
  const text = project.files.read(path);
  if (text === undefined) return noted('cannot be read');
  if (!mayDeclareTests(text)) return nothing;
  const dependencies = project.startNoting();
  try {
    const module = project.module(path);
    if (module === undefined) return noted(`left out: ${text.length} characters are more than people write`);
    const comments = module.comments
      .filter(({ value }) => value.includes('test-validator-ignore'))
      .map(({ start, end, value }) => ({
        line: module.lines.lineOf(start),
        endLine: module.lines.lineOf(end),
        text: value,
      }));
    const report = examineFile(module, project, options);
    const [problem] = module.errors;
    const notes =
      problem === undefined ? [] : [{ file: project.nameOf(path), message: `read in part: ${problem}` }];
    dependencies.delete(path);
    return { ...report, comments, notes, dependencies: [...dependencies] };
  } catch (error) {
    // A deep nesting that was made by a program, and whatever nobody thought of: the other files are read all the same.
    return noted(`could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
