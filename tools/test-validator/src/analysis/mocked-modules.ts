import type { CallExpression, Node } from 'oxc-parser';

import { chainOf } from '../frameworks/chain.ts';
import { bare, forEachChild, keyName, stringOf } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';

/** Replaced by doubles that know nothing, by what a factory gives, or with parts of the original kept. */
export type MockedAs = 'automatic' | 'factory' | 'part';

const known = new WeakMap<Module, ReadonlyMap<string, MockedAs>>();

/** The modules that a test file replaces, by the specifier that it writes. */
export function mockedModules(module: Module): ReadonlyMap<string, MockedAs> {
  let mocked = known.get(module);
  if (mocked === undefined) {
    mocked = /\b(mock|doMock|unstable_mockModule|mockModule)\b/.test(module.text)
      ? collect(module)
      : new Map();
    known.set(module, mocked);
  }
  return mocked;
}

function collect(module: Module): Map<string, MockedAs> {
  const mocked = new Map<string, MockedAs>();
  const visit = (node: Node): void => {
    if (node.type === 'CallExpression') {
      const { root, links } = chainOf(node);
      const isMocker = root.type === 'Identifier' && /^(jest|vi|vitest|mock)$/.test(root.name);
      for (const { name, call } of isMocker ? links : []) {
        if (call === undefined || !/^(mock|doMock|unstable_mockModule|module)$/.test(name ?? '')) continue;
        const [first] = call.arguments;
        const source = first === undefined ? undefined : sourceOf(bare(first));
        if (source !== undefined) mocked.set(source, howMocked(call, module));
      }
    }
    forEachChild(node, visit);
  };
  visit(module.program);
  return mocked;
}

function sourceOf(node: Node): string | undefined {
  return node.type === 'ImportExpression' ? stringOf(node.source) : stringOf(node);
}

function howMocked(call: CallExpression, module: Module): MockedAs {
  const second = call.arguments[1] === undefined ? undefined : bare(call.arguments[1]);
  if (second === undefined) return 'automatic';
  if (second.type === 'ObjectExpression') {
    // `{ spy: true }`: everything still works, and is watched.
    const isSpied = second.properties.some(
      (property) => property.type === 'Property' && keyName(property.key, property.computed) === 'spy',
    );
    return isSpied ? 'part' : 'factory';
  }
  const text = module.text.slice(second.start, second.end);
  return /requireActual|importActual|importOriginal|\bactual\b|\boriginal\b|jest\.fn\(\s*[a-z]\w*\s*\)/i.test(
    text,
  )
    ? 'part'
    : 'factory';
}
