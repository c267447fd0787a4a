import { Tokenizer } from 'htmlparser2';

import { endsImpliedBy, voidElements } from './element-names.ts';

/** Told what a document holds, in order. Each `open` has its `close`, void elements and forgotten ends included. */
export interface MarkupHandler {
  /** An attribute that is named twice has its first value. Names are in lower case, but for XML. */
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  close(name: string): void;
  /** Entities are decoded; a run of text may come in pieces. */
  text(data: string): void;
}

export interface MarkupOptions {
  /** `<p/>` is a whole element, CDATA is text, and no end is left out. */
  isXml?: boolean;
  /** HTML's elements are known, by names in lower case. @default true */
  isHtml?: boolean;
}

/**
 * Reads HTML, XHTML or XML. It takes time in proportion to the length, however deep elements are nested or whatever ends
 * match none: htmlparser2's own parser searches and moves its whole stack for each tag. Nothing outside is ever read.
 */
export function readMarkup(
  source: string,
  handler: MarkupHandler,
  { isXml = false, isHtml = true }: MarkupOptions = {},
): void {
  const markup = withoutSubset(source);
  const elements = createElements(handler);
  const slice = (start: number, end: number) => markup.slice(start, end);
  const nameAt = (start: number, end: number) =>
    isHtml ? slice(start, end).toLowerCase() : slice(start, end);
  let name = '';
  let attributes = new Map<string, string>();
  let attribute = '';
  let value = '';

  const openElement = (isWhole: boolean) => {
    if (isHtml && !isXml) elements.endImplied(endsImpliedBy(name));
    elements.open(name, attributes);
    if (isWhole || (isHtml && voidElements.has(name))) elements.close(name);
    attributes = new Map();
  };
  const isForeign = () => elements.isOpen('svg') || elements.isOpen('math');

  const tokenizer = new Tokenizer(
    { xmlMode: !isHtml, recognizeSelfClosing: isXml, decodeEntities: true },
    {
      onopentagname: (start, end) => {
        name = nameAt(start, end);
      },
      onopentagend: () => openElement(false),
      onselfclosingtag: () => openElement(isXml || isForeign()),
      onclosetag: (start, end) => {
        const closed = nameAt(start, end);
        // Browsers take these ends for whole elements.
        if (isHtml && !elements.isOpen(closed) && (closed === 'br' || closed === 'p')) {
          elements.open(closed, new Map());
        }
        elements.close(closed);
      },
      onattribname: (start, end) => {
        attribute = nameAt(start, end);
      },
      onattribdata: (start, end) => {
        value += slice(start, end);
      },
      onattribentity: (codePoint) => {
        value += String.fromCodePoint(codePoint);
      },
      onattribend: () => {
        if (!attributes.has(attribute)) attributes.set(attribute, value);
        value = '';
      },
      ontext: (start, end) => handler.text(slice(start, end)),
      ontextentity: (codePoint) => handler.text(String.fromCodePoint(codePoint)),
      oncdata: (start, end, offset) => {
        if (isXml || isForeign()) handler.text(slice(start, end - offset));
      },
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => elements.closeAll(),
      isInForeignContext: isForeign,
    },
  );
  tokenizer.write(markup);
  tokenizer.end();
}

/** The elements that are open, outermost first. */
function createElements(handler: MarkupHandler) {
  const stack: string[] = [];
  /** How often each name is on the stack, so that an end without a beginning costs nothing. */
  const counts = new Map<string, number>();
  const isOpen = (name: string) => (counts.get(name) ?? 0) > 0;

  const pop = () => {
    const name = stack.pop();
    if (name === undefined) return;
    counts.set(name, (counts.get(name) ?? 1) - 1);
    handler.close(name);
  };
  return {
    isOpen,
    open(name: string, attributes: ReadonlyMap<string, string>) {
      stack.push(name);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      handler.open(name, attributes);
    },
    close(name: string) {
      if (!isOpen(name)) return;
      while (stack.length > 0 && stack.at(-1) !== name) pop();
      pop();
    },
    endImplied(names: ReadonlySet<string> | undefined) {
      while (names?.has(stack.at(-1) ?? '')) pop();
    },
    closeAll() {
      while (stack.length > 0) pop();
    },
  };
}

/** A document type stands at the beginning. */
const subsetWithin = 4096;

/** Entities that a document declares for itself are not read; their declarations must not be taken for text either. */
function withoutSubset(source: string): string {
  const start = source.slice(0, subsetWithin).search(/<!doctype[^>[]*\[/i);
  const end = start < 0 ? -1 : source.indexOf(']>', start);
  return end < 0 ? source : source.slice(end + 2);
}
