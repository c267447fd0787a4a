/** Unicode NFC, `\n` for `\r\n`, no byte order mark; nothing else, so that offsets keep their meaning. */
export function normaliseText(text: string): string {
  const unmarked = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return (unmarked.includes('\r\n') ? unmarked.replaceAll('\r\n', '\n') : unmarked).normalize('NFC');
}
