/**
 * Keeps texts that are too long for the documents of a database. A key is a path of ASCII letters, digits, `-`, `_`, `.`
 * and `/`, and is written once: whoever has another text takes another key. What has been answered is durable.
 */
export interface BlobStore {
  /** To put the same text again, because the answer was lost, does no harm. */
  put(key: string, text: string): Promise<void>;
  /** Undefined if there is none: a text of which only a part was put is none. */
  get(key: string): Promise<string | undefined>;
  /** Deletes every blob whose key begins with `prefix`, and what is left of puts that didn't come to their end. */
  delete(prefix: string): Promise<void>;
}
