/** The files of the project that is looked at. All paths are absolute, with `/`. */
export interface ProjectFiles {
  root: string;
  /** Undefined where there is no such file, or none that can be read. */
  read(path: string): string | undefined;
  /** Empty where there is no such folder, or none that can be read. */
  list(directory: string): DirectoryEntry[];
}

export interface DirectoryEntry {
  name: string;
  isDirectory: boolean;
}
