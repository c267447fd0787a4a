/** The text of a file by its path in the report; undefined where it cannot be had. */
export type ReadSource = (file: string) => string | undefined;

/** A file's lines without their ends. */
export type SourceLines = (file: string) => readonly string[] | undefined;

/** Reads and splits each file once, however many findings it has. */
export function linesOfSources(readSource: ReadSource): SourceLines {
  const read = new Map<string, readonly string[] | undefined>();
  return (file) => {
    if (!read.has(file)) read.set(file, readSource(file)?.split(/\r?\n/));
    return read.get(file);
  };
}
