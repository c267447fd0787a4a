import { blockOf, type FunctionWithBody } from './find-function.ts';
import type { Insertion, MutableOperation, Mutant } from './mutant.ts';

/**
 * The name of the global function that the instrumented code asks which mutant it is to be. Where nothing defines it, the
 * code does what it did before.
 */
export const switchName = '__mutants__';

/**
 * Puts the switches of operations into the text of their file. No line is added, so that lines in stack traces and source
 * maps hold.
 */
export function instrument(source: string, operations: readonly MutableOperation[]): string {
  return insertInto(source, insertionsOf(operations));
}

/** In the order in which those of one offset must stand: of two bodies that end together, the inner one ends first. */
export function insertionsOf(operations: readonly MutableOperation[]): Insertion[] {
  return operations
    .toSorted((one, other) => other.operation.body.start - one.operation.body.start)
    .flatMap(({ insertions }) => insertions)
    .toSorted((one, other) => one.at - other.at);
}

/** @param insertions ascending */
export function insertInto(source: string, insertions: readonly Insertion[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { at, text } of insertions) {
    parts.push(source.slice(from, at), text);
    from = at;
  }
  parts.push(source.slice(from));
  return parts.join('');
}

/** What is to be inserted so that a body asks first whether it is to be one of the mutants. */
export function switchInto(fn: FunctionWithBody, operation: number, mutants: readonly Mutant[]): Insertion[] {
  const cases = mutants.map(({ number, code }) => `case ${number}:${code}`).join('');
  const block = blockOf(fn);
  if (block === undefined) {
    // The expression may stand in parentheses that the tree leaves out: what is around it must stay an expression.
    const { start, end } = fn.body;
    return [
      { at: start, text: `globalThis.${switchName}?.(${operation})===undefined?(` },
      { at: end, text: `):(()=>{switch(globalThis.${switchName}(${operation})){${cases}}})()` },
    ];
  }
  const directives = block.body.filter(
    (statement) => 'directive' in statement && statement.directive !== null,
  );
  const last = directives.at(-1);
  const text = `switch(globalThis.${switchName}?.(${operation})){${cases}}`;
  return [last === undefined ? { at: block.start + 1, text } : { at: last.end, text: `;${text}` }];
}
