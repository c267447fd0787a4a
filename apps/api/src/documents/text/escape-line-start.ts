/** What Markdown reads as a heading, a quotation, a fence or an underline. */
const markup = /^(?:#{1,6}(?=[ \t]|$)|>|`{3}|~{3}|(?:=+|-{2,})[ \t]*$)/;

/** A line of prose whose first signs would turn it into something else. */
export const escapeLineStart = (line: string): string => (markup.test(line) ? `\\${line}` : line);
