import { detectFormat, type SentDocument } from './detect-format.ts';
import { DocumentError, tooLarge } from './document-error.ts';
import type { DocumentFormat } from './document-format.ts';
import { defaultDocumentLimits, type DocumentLimits } from './document-limits.ts';
import { cleanText } from './text/clean-text.ts';
import { cleanTitle } from './text/clean-title.ts';
import { charsetOf } from './text/decode-text.ts';
import { readPlainText } from './text/read-plain-text.ts';
import { createTextBudget } from './text/text-budget.ts';
import type { ParsedDocument } from './thread/parse-document.ts';
import { runParserThread } from './thread/run-parser-thread.ts';
import { createSlots } from './thread/slots.ts';

export interface ReadDocument {
  /** Plain text or Markdown: well-formed Unicode, `\n` line ends, no other control characters but tabs. */
  text: string;
  /** One line of at most 200 characters, if the document has one. */
  title?: string;
  format: DocumentFormat;
}

export interface DocumentReader {
  /**
   * Turns a document into text. Its bytes belong to the reader from then on: they may be moved away, which leaves the
   * array empty. What is not plain text or Markdown is parsed in a thread of its own.
   * @throws DocumentError whose message is meant for the person who sent the document
   */
  read(
    document: SentDocument,
    options?: { limits?: Partial<DocumentLimits>; signal?: AbortSignal },
  ): Promise<ReadDocument>;
  /** Aborts what is being read. Resolves when no thread is left. */
  close(): Promise<void>;
}

export interface DocumentReaderOptions {
  /** @default defaultDocumentLimits */
  limits?: Partial<DocumentLimits>;
  /** Threads that parse at once; more documents wait. @default 2 */
  concurrency?: number;
}

export function createDocumentReader({
  limits: ownLimits = {},
  concurrency = 2,
}: DocumentReaderOptions = {}): DocumentReader {
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError(`concurrency must be a whole number of at least 1, got ${concurrency}`);
  }
  const slots = createSlots(concurrency);
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();

  async function parse(document: SentDocument, limits: DocumentLimits, signal: AbortSignal) {
    const { bytes } = document;
    const kind = detectFormat(document);
    const charset = charsetOf(document.contentType);
    if (kind === 'text' || kind === 'markdown') return readPlainText(bytes, kind, charset);
    // No detected kind names a zip's contents: that takes unpacking it.
    const giveBack = await slots.take(signal);
    try {
      return await runParserThread({ bytes, kind, charset, limits }, { signal });
    } finally {
      giveBack();
    }
  }

  return {
    async read(document, { limits: limitsOnce = {}, signal } = {}) {
      const limits = { ...defaultDocumentLimits, ...ownLimits, ...limitsOnce };
      const { length } = document.bytes;
      if (length > limits.maxBytes) {
        const message = `The file has ${length} bytes, of which ${limits.maxBytes} is the limit.`;
        throw tooLarge('maxBytes', message);
      }
      const anySignal = AbortSignal.any([closing.signal, ...(signal ? [signal] : [])]);
      const parsing = parse(document, limits, anySignal);
      running.add(parsing);
      try {
        return finish(await parsing, limits);
      } finally {
        running.delete(parsing);
      }
    },
    async close() {
      closing.abort(new Error('The reader was closed.'));
      await Promise.allSettled(running);
    },
  };
}

function finish(parsed: ParsedDocument, { maxTextCharacters }: DocumentLimits): ReadDocument {
  // What is too long is not cleaned first: that takes its time in the program's own thread.
  const trimmed = parsed.text.trim();
  createTextBudget(maxTextCharacters).take(trimmed.length);
  const text = cleanText(trimmed);
  if (text === '') throw new DocumentError('document-without-text', 'The file holds no text.');
  const title = cleanTitle(parsed.title);
  return { text, ...(title !== undefined && { title }), format: parsed.format };
}
