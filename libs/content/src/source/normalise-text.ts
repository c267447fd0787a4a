/** Unicode NFC, `\n` for `\r\n`, no byte order mark; nothing else, so that offsets keep their meaning. */
export function normaliseText(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .normalize('NFC');
}
