/** Keeps bytes by name. Names are relative, with `/` between parts: `<job>/podcast.mp3`. */
export interface AudioStore {
  /** Whole or not at all: a reader never sees half a file. Replaces what stood there. */
  write(name: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  /** Size in bytes, or undefined if there is none. */
  size(name: string): Promise<number | undefined>;
  /** The bytes from `start` to `end`, both included, as HTTP ranges count. Throws `audio-not-found`. */
  read(name: string, range?: { start: number; end: number }): AsyncIterable<Uint8Array>;
  /** Deletes this file, or everything below this folder. What is not there is not an error. */
  delete(name: string): Promise<void>;
  /**
   * An address from which anybody can fetch the file, without a key, for so many seconds (1 to 604800, seven days);
   * undefined if the store has none to give. Throws `audio-not-found`.
   */
  temporaryUrl(name: string, lifetimeSeconds: number): Promise<string | undefined>;
}
