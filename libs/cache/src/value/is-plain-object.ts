/**
 * Whether an object is what JSON makes: without a prototype, or with one that is the root of its realm. Values that come
 * from a worker thread or another context have that realm's `Object.prototype`, not ours.
 */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== 'object' || prototype === null) return prototype === null;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
}
