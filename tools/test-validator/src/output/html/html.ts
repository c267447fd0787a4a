import { visibleText } from '../visible-text.ts';

/** Markup that is known to be safe: only `html` and `trusted` make it. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

type Value = string | number | Html | readonly Html[];

/** Markup of a template: what is put in is escaped, as text or as an attribute in double quotes, unless it is markup. */
export const html = (template: TemplateStringsArray, ...values: Value[]): Html =>
  new Html(
    template.map((part, index) => (index === 0 ? part : markupOf(values[index - 1] ?? '') + part)).join(''),
  );

/** Markup, styles or a script of our own, in which nothing foreign is. */
export const trusted = (markup: string): Html => new Html(markup);

export const nothing = trusted('');

function markupOf(value: Value): string {
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.join('');
  return visibleText(String(value)).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
