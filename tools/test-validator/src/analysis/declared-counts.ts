import type { CallExpression } from 'oxc-parser';

import { keyName } from '../syntax/nodes.ts';
import type { TestCase } from '../tests/find-tests.ts';
import { hooksAround } from '../tests/hooks-around.ts';

/** `expect.assertions(2)`, `expect.hasAssertions()`, `t.plan(1)`: in the test, or in what runs before it. */
export function countsOf({ body, suite, module, call }: TestCase): 'some' | 'none' | undefined {
  const hooks = hooksAround(suite).filter((hook) => hook.module === module);
  const places = [...(body === undefined ? [] : [body]), ...hooks.map(({ node }) => node)];
  if (planOption(call)) return 'some';
  for (const { start, end } of places) {
    const text = module.text.slice(start, end);
    const declared =
      /\bexpect\.(?:assertions|hasAssertions)\(\s*([^)]*)\)|\b\w+\.plan\(\s*([^)]*)\)|\bassert\.expect\((\d+)\)|\btspl\(\s*\w+\s*,\s*\{\s*plan:\s*(\d+)/.exec(
        text,
      );
    if (declared !== null) return /^0$/.test(declared[1] ?? declared[2] ?? '') ? 'none' : 'some';
  }
  return undefined;
}

/** node:test's `{ plan: 2 }`. */
function planOption(call: CallExpression): boolean {
  return call.arguments.some(
    (argument) =>
      argument.type === 'ObjectExpression' &&
      argument.properties.some(
        (property) => property.type === 'Property' && keyName(property.key, property.computed) === 'plan',
      ),
  );
}
