import { cleanTitle } from './clean-title.ts';
import { decodeText } from './decode-text.ts';

/** A title stands at the beginning; a long text needn't be searched for one. */
const titleWithin = 10_000;

/**
 * Plain text or Markdown, as it is.
 * @throws DocumentError `document-unreadable` when the bytes are not text in that encoding
 */
export function readPlainText(bytes: Uint8Array, format: 'text' | 'markdown', charset: string | undefined) {
  const text = decodeText(bytes, { charset });
  const heading = format === 'markdown' ? /^# +(.+)$/m.exec(text.slice(0, titleWithin))?.[1] : undefined;
  const title = cleanTitle(heading?.replace(/ +#+ *$/, ''));
  return { text, ...(title && { title }), format };
}
