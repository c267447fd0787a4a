import type { Module } from './parse-module.ts';

const known = new WeakMap<Module, Map<RegExp, boolean>>();

/** Whether a pattern is found in a file's text: looked for once, however many tests of the file ask. */
export function mentions(module: Module, pattern: RegExp): boolean {
  const ofModule = known.get(module) ?? new Map<RegExp, boolean>();
  known.set(module, ofModule);
  const before = ofModule.get(pattern);
  if (before !== undefined) return before;
  const found = pattern.test(module.text);
  ofModule.set(pattern, found);
  return found;
}
