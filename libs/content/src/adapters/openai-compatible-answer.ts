/** An answer's text, and what of it was thinking. */
export interface SeparatedAnswer {
  text: string;
  thinking: string;
}

/**
 * Takes the JSON out of what small models wrap round it: thinking in `<think>` tags, where the opening tag may be missing
 * because it stands in the model's template and the closing one because the answer was cut off, and a Markdown fence.
 */
export function separateAnswer(raw: string): SeparatedAnswer {
  const { text, thinking } = separateThinking(raw.trimStart());
  return { text: withoutFence(text), thinking };
}

function separateThinking(text: string): SeparatedAnswer {
  // The tags may stand in a text of the JSON, too.
  if (/^[{[]/.test(text)) return { text, thinking: '' };
  const [before = '', ...after] = text.split('</think>');
  const opened = before.startsWith('<think>');
  const thinking = opened ? before.slice('<think>'.length) : before;
  if (after.length > 0) return { text: after.join('</think>').trimStart(), thinking };
  return opened ? { text: '', thinking } : { text, thinking: '' };
}

const withoutFence = (text: string): string =>
  /^```/.test(text) ? text.replace(/^```[^\n]*\n/, '').replace(/\n?```\s*$/, '') : text;
