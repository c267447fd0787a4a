import type { Oracle } from '../frameworks/oracle.ts';
import { fold } from '../analysis/fold.ts';
import { holds } from '../analysis/holds.ts';
import type { Module } from '../syntax/parse-module.ts';
import { defective } from './flow.ts';
import type { Rule } from './rule.ts';
import { statementOf } from '../analysis/walk.ts';

export const constant: Rule = {
  id: 'HT020',
  name: 'constant',
  severity: 'error',
  summary: 'Both sides are constants, and the assertion always holds.',
  isDefect: ({ oracle, module }) => isConstant(oracle, module),
  check: (examined) =>
    defective(examined, 'HT020').map(({ node, module }) => ({
      node: statementOf(node),
      message: 'Compares constants: this holds whatever the code does.',
      ...(module !== examined.test.module && { module }),
    })),
};

function isConstant(oracle: Oracle, module: Module): boolean {
  if (oracle.kind === 'assert' && oracle.name === 'pass') return true;
  if ((oracle.kind !== 'matcher' && oracle.kind !== 'assert') || oracle.actual === undefined) return false;
  const actual = fold(oracle.actual, module);
  const expected = oracle.expected.map((node) => fold(node, module));
  if (actual === undefined) return false;
  const values = expected.flatMap((folded) => (folded === undefined ? [] : [folded.value]));
  return values.length === expected.length && holds(oracle, actual.value, values) === true;
}
