import { relative } from '../project/paths.ts';

import { type Operation, operationKey } from '../services/service.ts';
import { hashOf } from './cache/hash.ts';
import type { Sources } from './mutants/declared-types.ts';
import { insertionsOf } from './mutants/instrument.ts';
import type { Insertion, MutableOperation } from './mutants/mutant.ts';
import { planMutants } from './mutants/plan-mutants.ts';

/** What is to be inserted where, for the code inside of Jest. Written as JSON. */
export interface MutationPlan {
  /** By absolute path. */
  files: Record<string, PlannedFile>;
  /** Key of each operation, by its number. */
  operations: Record<number, string>;
  /** Key of each place that tests are watched at, by its number; absent where they are not. */
  points?: Record<number, string>;
}

export interface PlannedFile {
  /** Of the text for which the offsets hold. */
  hash: string;
  insertions: Insertion[];
  /** Tells the places in it that tests are watched at from any others; absent where there are none. */
  watched?: string;
}

/**
 * A service's operations with their mutants; those that cannot be mutated have none.
 * @param firstNumber what they are counted from, where several services share a build
 */
export function planOperations(
  operations: readonly Operation[],
  sources: Sources,
  projectRoot: string,
  firstNumber = 1,
): MutableOperation[] {
  const seen = new Map<string, number>();
  return operations.map((operation, index) => {
    const file = relative(projectRoot, operation.file);
    const name = operationKey(file, operation.name);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const number = firstNumber + index;
    const module = sources.module(operation.file);
    const planned = module && planMutants(operation, number, module, sources);
    return {
      number,
      file,
      key: count === 1 ? name : `${name} (${count})`,
      operation,
      mutants: planned?.mutants ?? [],
      insertions: planned?.insertions ?? [],
    };
  });
}

export function toPlan(operations: readonly MutableOperation[], sources: Sources): MutationPlan {
  const files: MutationPlan['files'] = {};
  for (const [file, ofFile] of Map.groupBy(operations, ({ operation }) => operation.file)) {
    const text = sources.module(file)?.text;
    const insertions = insertionsOf(ofFile);
    if (text !== undefined && insertions.length > 0) files[file] = { hash: hashOf(text), insertions };
  }
  return { files, operations: Object.fromEntries(operations.map(({ number, key }) => [number, key])) };
}
