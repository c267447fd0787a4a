import type { CallExpression } from 'oxc-parser';

import { keyName } from '../syntax/nodes.ts';
import { mentions } from '../syntax/mentions.ts';
import type { TestCase } from '../tests/find-tests.ts';
import { hooksAround } from '../tests/hooks-around.ts';

const counting =
  /\bexpect\.(?:assertions|hasAssertions)\(\s*([^)]*)\)|\b\w+\.plan\(\s*([^)]*)\)|\bassert\.expect\((\d+)\)|\btspl\(\s*\w+\s*,\s*\{\s*plan:\s*(\d+)/;

/** `expect.assertions(2)`, `expect.hasAssertions()`, `t.plan(1)`: in the test, or in what runs before it. */
export function countsOf({ body, suite, module, call }: TestCase): 'some' | 'none' | undefined {
  if (planOption(call)) return 'some';
  if (!mentions(module, counting)) return undefined;
  const hooks = hooksAround(suite).filter((hook) => hook.module === module);
  const places = [...(body === undefined ? [] : [body]), ...hooks.map(({ node }) => node)];
  for (const { start, end } of places) {
    const text = module.text.slice(start, end);
    const declared = counting.exec(text);
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
