import type { MutableOperation } from './mutants/mutant.ts';
import type { MutationResult, OperationResult, TestResult } from './mutation-result.ts';
import type { CoveringTest } from './schedule/coverage.ts';
import type { Ledger } from './schedule/ledger.ts';

/** What a ledger has come to, for those who asked for it. */
export function resultOf(
  ledger: Ledger,
  operations: readonly MutableOperation[],
): Pick<MutationResult, 'operations' | 'tests'> {
  return {
    operations: operations.map((operation) => ofOperation(ledger, operation)),
    tests: ledger.tests.map((test) => ofTest(ledger, test)).filter(({ covered }) => covered > 0),
  };
}

function ofOperation(ledger: Ledger, { key, file, operation, mutants }: MutableOperation): OperationResult {
  const states = ledger.mutants.filter((state) => state.operation.key === key);
  return {
    ...{ name: operation.name, file, line: operation.line },
    total: mutants.length,
    killed: states.filter(({ status }) => status === 'killed').length,
    undecided: states.filter(({ status }) => status === 'pending').length,
    coveringTests: ledger.tests.filter(({ all }) => all.has(key)).length,
    survivors: states
      .filter(({ status }) => status === 'survived')
      .map(({ mutant }) => ({ kind: mutant.kind, description: mutant.description })),
  };
}

function ofTest(ledger: Ledger, test: CoveringTest): TestResult {
  const { file, line, column, suite, title } = test;
  return { file, test: [...suite, title].join(' › '), line, column, ...ledger.judge(test) };
}
