import type { Bounds } from './read-bounds.ts';

/** Brings a text within bounds: cut at a word, with a full stop, or said on with what `more` gives. */
export function fitText(text: string, { min, max }: Bounds, more: () => string): string {
  let fitted = text.length > max ? cutAtWord(text, max) : text;
  for (let attempt = 0; fitted.length < min && attempt < 200; attempt += 1) {
    const longer = `${fitted} ${more()}`.trim();
    fitted = longer.length > max ? cutAtWord(longer, max) : longer;
    // What was cut at a word may end too early again, for the last time.
    if (longer.length > max && fitted.length < min) fitted = longer.slice(0, max);
  }
  return fitted.padEnd(min, '.');
}

function cutAtWord(text: string, max: number): string {
  const cut = text.slice(0, Math.max(0, max - 1));
  const lastSpace = cut.lastIndexOf(' ');
  const whole = lastSpace > max / 2 ? cut.slice(0, lastSpace) : cut;
  return `${whole.replace(/[\s.,:;–-]+$/, '')}.`.slice(0, max);
}
