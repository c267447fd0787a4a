/** How much of this service one document may take. Whatever needs more is refused, by name and number. */
export interface DocumentLimits {
  /** Of the file as it was sent. @default 20971520, which is 20 MiB */
  maxBytes: number;
  /** Of a PDF. @default 500 */
  maxPages: number;
  /**
   * Bytes of all files inside a Word document or an EPUB together, counted while they are inflated: what they say about
   * themselves is not believed. @default 67108864, which is 64 MiB
   */
  maxExpandedBytes: number;
  /** Files inside a Word document or an EPUB. @default 5000 */
  maxEntries: number;
  /** Of the text that comes out, in UTF-16 code units: what the content library accepts. @default 1000000 */
  maxTextCharacters: number;
  /** For the parsing of one document, from when a thread is free for it. @default 20 */
  seconds: number;
  /** MiB of the parser's heap, and as many again of its buffers. @default 256 */
  memoryMegabytes: number;
}

export const defaultDocumentLimits: Readonly<DocumentLimits> = {
  maxBytes: 20 * 1024 * 1024,
  maxPages: 500,
  maxExpandedBytes: 64 * 1024 * 1024,
  maxEntries: 5000,
  maxTextCharacters: 1_000_000,
  seconds: 20,
  memoryMegabytes: 256,
};
