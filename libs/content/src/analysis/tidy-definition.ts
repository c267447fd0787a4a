const lead =
  /^(?:(?:or|and|that is|i\.e\.|in other words|meaning|namely|which (?:is|are|was|were)|basically|simply|essentially|also|often)[,:]?\s+)+/i;
const tails = [
  /;\s.*$/,
  /: .*$/,
  /, (?:but|although|though|whereas|while|so that we|because|however|yet|unlike|as opposed to)\b.*$/,
  /,? and (?:is|are|was|were|it|this|these|they|he|she|we|thus|therefore|so) .*$/,
  /, (?:so|for example|for instance|such as|including|in this case|in contrast|thus)\b.*$/,
];
/** "an alliance: fact (reality)": one or two words behind a colon remark on a definition that is whole without them. */
const remark = /^((?:an?|the) .*\S): [^\s]+(?: [^\s]+)?$/i;
/** A cut must leave this many words: "the belief, but …" would lose the definition. */
const minWords = 5;

/** The defining words alone: no leading "or", no clause that carries on with something else. */
export function tidyDefinition(text: string): string {
  let tidied = text.trim().replace(lead, '').replace(remark, '$1');
  for (const tail of tails) {
    const shorter = tidied.replace(tail, '');
    if (shorter.split(/\s+/).length > minWords - 1) tidied = shorter;
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
