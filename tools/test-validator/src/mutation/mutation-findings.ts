import type { Finding } from '../report/report.ts';
import type { MutationResult, OperationResult, TestResult } from './mutation-result.ts';

/** HT060 to HT062, as they follow from what was measured. */
export function mutationFindings({ operations, tests }: MutationResult): Finding[] {
  return [...operations.flatMap(ofOperation), ...tests.flatMap(ofTest)];
}

function ofOperation({ name, file, line, total, coveringTests, survivors }: OperationResult): Finding[] {
  // An operation that no test enters is reported as that.
  if (survivors.length === 0 || coveringTests === 0) return [];
  const place = { file, line, endLine: line, column: 1, test: null, confidence: 'confirmed' } as const;
  const broken = survivors.map(({ description }) => description).join(', ');
  const count =
    coveringTests === 1 ? 'the test that enters it passes' : `all ${coveringTests} tests that enter it pass`;
  if (survivors.length === total) {
    const message = `${name} is pseudo-tested: ${count} whatever it does (${broken})`;
    return [{ rule: 'HT060', severity: 'error', ...place, message }];
  }
  const message = `${name} is partly tested: ${count} when it ${survivors.map(({ description }) => description).join(', or when it ')}`;
  return [{ rule: 'HT061', severity: 'warning', ...place, message }];
}

function ofTest({ file, test, line, column, covered, killsNothing }: TestResult): Finding[] {
  if (!killsNothing) return [];
  const mutants = covered === 1 ? 'the one mutant' : `each of the ${covered} mutants`;
  return [
    {
      ...{ rule: 'HT062', severity: 'warning', file, line: Math.max(1, line), endLine: Math.max(1, line) },
      ...{ column: Math.max(1, column), test, confidence: 'confirmed' },
      message: `it kills nothing: it passes with ${mutants} of the operations that it enters`,
    },
  ];
}
