import { html, type Html } from './html.ts';

/** A table that may be wider than the page: it scrolls by itself, by keyboard too. */
export const scrolling = (label: string, table: Html): Html =>
  html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
