import type { Operation } from '../../services/service.ts';

/** Code in which bodies of operations are marked: `function sum() ‹sum { return 1; }›`. */
export interface Marked {
  /** The code without the marks. */
  text: string;
  operations: Operation[];
}

export function readMarks(file: string, marked: string): Marked {
  const operations: Operation[] = [];
  const open: { name: string; start: number; line: number }[] = [];
  let text = '';
  for (const [part = '', opening, closing] of marked.matchAll(/‹(\S+) |(›)|[^‹›]+/g)) {
    const line = text.split('\n').length;
    if (opening !== undefined) open.push({ name: opening, start: text.length, line });
    else if (closing === undefined) text += part;
    else {
      const begun = open.pop();
      if (begun === undefined) throw new SyntaxError('a mark is closed that was not opened');
      const { name, start } = begun;
      const body = { start, end: text.length };
      operations.push({
        name,
        file,
        line: begun.line,
        ...{ body, start, isAsync: false, isGenerator: false, canFail: true, ports: [] },
      });
    }
  }
  return { text, operations: operations.toSorted((one, other) => one.body.start - other.body.start) };
}
