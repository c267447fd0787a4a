/** What the command needs of the process that it runs in. */
export interface Surroundings {
  print(text: string): void;
  color: boolean;
  /** Of the terminal, in columns. */
  width: number;
  now(): Date;
  /** Says what is being done, where somebody looks; each replaces the one before, and '' the last. @default silent */
  showProgress?(text: string): void;
}
