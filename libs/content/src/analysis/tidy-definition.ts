const lead =
  /^(?:(?:or|and|that is|i\.e\.|in other words|meaning|namely|which (?:is|are)|basically|simply|essentially|also|often)[,:]?\s+)+/i;
const tails = [
  /;\s.*$/,
  /,? (?:but|although|though|whereas|while|so that we|because|however|yet)\b.*$/,
  /, (?:so|and (?:it|this|that|these|they|he|she|we|thus|therefore|so)|for example|for instance|such as|including|in this case)\b.*$/,
];

/** The defining words alone: no leading "or", no clause that carries on with something else. */
export function tidyDefinition(text: string): string {
  let tidied = text.trim().replace(lead, '');
  for (const tail of tails) {
    const shorter = tidied.replace(tail, '');
    // A cut must leave a definition: "the belief, but …" would lose it.
    if (shorter.split(/\s+/).length >= 7) tidied = shorter;
  }
  tidied = tidied.replace(/[\s.;,:—–-]+$/, '').trim();
  return balance(tidied);
}

/** Drops quotation marks and brackets that lost their partner. */
function balance(text: string): string {
  let balanced = text;
  for (const [open, close] of [
    ['(', ')'],
    ['“', '”'],
    ['[', ']'],
  ] as const) {
    const opened = balanced.split(open).length;
    const closed = balanced.split(close).length;
    if (opened > closed) {
      const at = balanced.lastIndexOf(open);
      balanced = open === '(' ? balanced.slice(0, at).trim() : balanced.slice(0, at) + balanced.slice(at + 1);
    } else if (closed > opened) balanced = balanced.replace(close, '');
  }
  return balanced.replace(/[\s,;:—]+$/, '');
}
