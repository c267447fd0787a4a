export interface GivenDocument {
  bytes: Uint8Array;
  fileName?: string;
  /** As a header has it, with its parameters. */
  contentType?: string;
}

/** Makes a text of a document that a person has: text, Markdown, HTML, PDF, DOCX or EPUB. */
export interface DocumentReader {
  /** Rejects with an error that is fit to be shown, with one of the codes `document-…`. */
  read(
    document: GivenDocument,
    options?: { signal?: AbortSignal },
  ): Promise<{ text: string; title?: string }>;
}
