import type { Operation } from '../../services/service.ts';

/** `nothing`: it returns at once, without a value; `default`: with the emptiest value of its type; `throws`: it fails. */
export type MutantKind = 'nothing' | 'default' | 'throws';

/** One way in which the body of an operation is made useless. */
export interface Mutant {
  /** From 1 within its operation: what the switch in the code is set to. */
  number: number;
  kind: MutantKind;
  /** The statement that stands for the body: `return "";`. */
  code: string;
  /** What it does, for people: `returns ""`. */
  description: string;
}

/** Text that is put into a file, before the character at this offset of the file as it is. */
export interface Insertion {
  at: number;
  text: string;
}

/** An operation whose body can be switched to one of its mutants. */
export interface MutableOperation {
  /** From 1 within its service: what the switch in the code tells of itself. */
  number: number;
  /** Tells it from the service's other operations, also when lines have moved: `src/cache.ts#Cache.getOrCompute`. */
  key: string;
  /** Relative to the project's folder. */
  file: string;
  operation: Operation;
  mutants: Mutant[];
  insertions: Insertion[];
}
