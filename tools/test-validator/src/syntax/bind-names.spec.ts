import { describe, expect, test } from '@jest/globals';
import type { Node } from 'oxc-parser';

import type { Binding } from './bind-names.ts';
import { someNode } from './nodes.ts';
import { parseModule } from './parse-module.ts';

/** What the last identifier of a name in a text means. */
function meaningOf(name: string, text: string): Binding | undefined {
  const { program, bindings } = parseModule('/a.tsx', text);
  let last: Node | undefined;
  someNode(program, (node) => {
    if ((node.type === 'Identifier' || node.type === 'JSXIdentifier') && node.name === name) last = node;
    return false;
  });
  return last === undefined ? undefined : bindings.of(last);
}

describe('what a name means', () => {
  test.each([
    ['an import', 'import { x } from "a"; x', 'import'],
    ['a default import', 'import x from "a"; x', 'import'],
    ['a namespace', 'import * as x from "a"; x', 'import'],
    ['require in the manner of TypeScript', 'import x = require("a"); x', 'import'],
    ['a constant', 'const x = 1; x', 'const'],
    ['part of a pattern', 'const { a: [x = 1] } = y; x', 'const'],
    ['the rest of a pattern', 'const { ...x } = y; x', 'const'],
    ['a function further down', 'x(); function x() {}', 'function'],
    ['a variable of a block further in', 'x; { var x = 1; }', 'var'],
    ['a parameter', '(x) => x', 'param'],
    ['a parameter with a default', 'function f(x = 1) { x }', 'param'],
    ['what is caught', 'try {} catch (x) { x }', 'catch'],
    ['the variable of a loop', 'for (const x of y) x', 'const'],
    ['a class', 'class x {}; new x()', 'class'],
    ['the inner one of two', 'const x = 1; function f() { let x; x }', 'let'],
    ['a component', 'function X() {} const y = <X />;', 'function'],
  ])('when it is %s, that is found', (_what, text, kind) => {
    expect(meaningOf(text.includes('X') ? 'X' : 'x', text)?.kind).toBe(kind);
  });

  test.each([
    ['a global', 'x'],
    ['declared in a block that is over', '{ const x = 1; } x'],
    ['a property', 'const x = 1; y.x'],
    ['a key', 'const x = 1; ({ x: 1 })'],
    ['a label', 'const x = 1; x: for (;;) break x;'],
    ['a name of another module', 'export { x } from "a"'],
  ])('when it is %s, it is bound to nothing', (_what, text) => {
    expect(meaningOf('x', text)).toBeUndefined();
  });

  test('when it is written to, the reference says so', () => {
    const { bindings } = parseModule('/a.ts', 'let x; x = 1; x += 1; x++; [x] = y; read(x);');
    const writes = bindings.top.get('x')?.references.map(({ isWrite }) => isWrite);
    expect(writes).toEqual([true, true, true, true, false]);
  });

  test('when it is only a type, nothing refers to it', () => {
    const { bindings } = parseModule('/a.ts', 'import { X } from "a"; let y: X; type Z = X;');
    expect(bindings.top.get('X')?.references).toEqual([]);
  });
});

describe('a text that is no good code', () => {
  test.each(['const = ;', '}}}}', 'it("x", () => {', '\u0000\u0001', 'class { '])(
    'when it is %j, it is read with errors',
    (text) => {
      expect(parseModule('/a.ts', text).errors).not.toEqual([]);
    },
  );

  test.each([
    ['types of TypeScript in a script', '/a.js', 'const x: number = 1;'],
    ['JSX in a script', '/a.js', 'const x = <div />;'],
    ['return at the top', '/a.cjs', 'return;'],
    ['a type assertion in the old manner', '/a.ts', 'const x = <string>y;'],
  ])('when it is %s, it is read without', (_what, path, text) => {
    expect(parseModule(path, text).errors).toEqual([]);
  });
});
