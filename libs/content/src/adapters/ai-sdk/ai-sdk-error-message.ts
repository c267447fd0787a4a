import type { Prompt } from '../../ports/text-model.ts';

/** What must not get out of an adapter by an error's text. */
export interface Confidential {
  secrets: readonly string[];
  prompt: Prompt;
}

const maxCharacters = 300;
/** So many characters in a row that also stand in the prompt are taken for a quotation of it. */
const quotedCharacters = 16;

/**
 * A provider's own words, fit for a log: one line of at most 300 characters, without the key, without the queries of
 * addresses, and only up to where it begins to quote the prompt, as servers do that print the request they refuse.
 */
export function cleanMessage(message: string, { secrets, prompt }: Confidential): string {
  const withoutSecrets = secrets
    .filter((secret) => secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '[key]'), message)
    .replace(/(\w+:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  const cut = withoutSecrets.slice(0, maxCharacters - 1);
  const quotation = startOfQuotation(cut, [prompt.rules, prompt.shared, prompt.task]);
  if (quotation !== undefined) return `${cut.slice(0, quotation).trim()}…`;
  return cut === withoutSecrets ? cut : `${cut}…`;
}

function startOfQuotation(message: string, texts: readonly string[]): number | undefined {
  const lines = texts.map((text) => text.replace(/\s+/g, ' '));
  for (let start = 0; start + quotedCharacters <= message.length; start += 1) {
    const piece = message.slice(start, start + quotedCharacters);
    if (lines.some((line) => line.includes(piece))) return start;
  }
  return undefined;
}
