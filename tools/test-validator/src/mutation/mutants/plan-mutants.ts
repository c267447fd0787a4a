import type { Operation } from '../../services/service.ts';
import type { Module } from '../../syntax/parse-module.ts';
import type { Sources } from './declared-types.ts';
import { emptyOfReturns, returnedBy } from './empty-of-returns.ts';
import { emptyOfType } from './empty-of-type.ts';
import { type Triviality, trivialityOf } from './equivalent-body.ts';
import { declaredResult } from './expected-type.ts';
import { findFunction, type FunctionWithBody } from './find-function.ts';
import { switchInto } from './instrument.ts';
import type { Insertion, Mutant } from './mutant.ts';
import type { ReturnedValue } from './returned-value.ts';

export interface PlannedMutants {
  mutants: Mutant[];
  insertions: Insertion[];
}

const none: PlannedMutants = { mutants: [], insertions: [] };

/**
 * The mutants of an operation, without those that do what it does already.
 * @param number of the operation within its service
 */
export function planMutants(
  operation: Operation,
  number: number,
  module: Module,
  sources: Sources,
): PlannedMutants {
  const fn = findFunction(module, operation);
  if (fn === undefined) return none;
  const mutants = mutantsOf(fn, returnedValue(fn, module, sources));
  return mutants.length === 0 ? none : { mutants, insertions: switchInto(fn, number, mutants) };
}

function returnedValue(fn: FunctionWithBody, module: Module, sources: Sources): ReturnedValue {
  const declared = declaredResult(fn, module, sources);
  const byType = declared && emptyOfType(declared, sources);
  const byShape = emptyOfReturns(fn);
  const isVoid = byType?.isVoid ?? (byShape.isVoid || returnedBy(fn).length === 0);
  // What a generator gives by `return` is not what it is called for.
  const empty = isVoid || fn.generator ? undefined : (byType?.empty ?? byShape.empty);
  return { isPromise: !fn.async && (byType ?? byShape).isPromise, isVoid, empty };
}

type Draft = Omit<Mutant, 'number'>;

function mutantsOf(fn: FunctionWithBody, { isPromise, empty }: ReturnedValue): Mutant[] {
  const trivial = trivialityOf(fn);
  const nothing: Draft = {
    kind: 'nothing',
    code: isPromise ? 'return Promise.resolve();' : 'return;',
    description: 'returns nothing',
  };
  const drafts = [
    nothing,
    ...(empty === undefined ? [] : [givingMutant(empty, isPromise)]),
    throwingMutant(isPromise),
  ];
  return drafts
    .filter((draft) => !isEquivalent(draft, trivial, empty))
    .map((draft, index) => ({ number: index + 1, ...draft }));
}

function givingMutant(empty: string, isPromise: boolean): Draft {
  const isObject = empty === '{}' || empty === '()=>{}';
  return {
    kind: 'default',
    code: isPromise ? `return Promise.resolve(${empty});` : `return ${isObject ? `(${empty})` : empty};`,
    description: `returns ${empty === '(async function*(){})()' ? 'an iterable of nothing' : empty}`,
  };
}

/** An error that says whose it is, should it turn up in a log. */
const error = 'new Error("broken on purpose by a mutant")';

function throwingMutant(isPromise: boolean): Draft {
  return {
    kind: 'throws',
    code: isPromise ? `return Promise.reject(${error});` : `throw ${error};`,
    description: isPromise ? 'rejects' : 'throws',
  };
}

function isEquivalent({ kind }: Draft, trivial: Triviality | undefined, empty: string | undefined): boolean {
  if (trivial === undefined) return false;
  if (trivial.does === 'throws') return kind === 'throws';
  return trivial.value === undefined ? kind === 'nothing' : kind === 'default' && trivial.value === empty;
}
