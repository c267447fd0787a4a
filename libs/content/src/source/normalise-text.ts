/** Below U+0300 there is nothing that NFC would change (all are `NFC_QC=Yes` in Unicode's DerivedNormalizationProps). */
const mayChange = /[\u0300-\uffff]/;

/** Unicode NFC, `\n` for `\r\n`, no byte order mark; nothing else, so that offsets keep their meaning. */
export function normaliseText(text: string): string {
  const unmarked = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = unmarked.includes('\r\n') ? unmarked.replaceAll('\r\n', '\n') : unmarked;
  return mayChange.test(lines) ? lines.normalize('NFC') : lines;
}
