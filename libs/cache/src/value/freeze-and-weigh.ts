/**
 * What V8 takes up on a 64-bit machine without pointer compression, as Node is built, in bytes. Held against the heap's
 * growth in Node 24.21 (`heapUsed` after `gc()`, the memory store full of parsed values): flashcards of 20 kB, prose in
 * Latin and Cyrillic letters, lists of numbers and maps of 500 names are estimated at 0.99 to 1.01 of it, 1.5 where such
 * names are the same in all values, and 100,000 tiny values at 1.14 to 1.18. Objects of fewer than 20 names that no other object has take up two to three times
 * more than estimated: that such names are rare can't be seen from one value.
 */
const pointer = 8;
const stringHead = 16;
const objectHead = 3 * pointer;
const arrayHead = 6 * pointer;
/** A number that is no whole one of 32 bits stands on the heap. */
const boxedNumber = 2 * pointer;
/** JSON.parse leaves room for as many in an object that has none. */
const emptyObjectProperties = 4;
/** From so many properties on, an object is likely a map, whose names are its own rather than shared by many. */
const mapProperties = 20;
/** What such a name adds to the hidden classes. */
const hiddenClass = 19 * pointer;
/** From so many properties on, they stand in a hash table: name, value and details, two thirds full at most. */
const tableProperties = 128;
const tableEntry = 3 * pointer;

/** Deeply freezes a value that JSON.parse made and estimates what it takes up on the heap, in bytes, in one walk. */
export function freezeAndWeigh(value: unknown): number {
  if (typeof value !== 'object' || value === null) return pointer + weighScalar(value);
  let bytes = 0;
  const knownNames = new Set<string>();
  // No recursion: a value may be nested more deeply than calls can be.
  const pending: object[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    Object.freeze(next);
    const members: unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (Array.isArray(next)) bytes += arrayHead + members.length * pointer;
    else if (members.length < mapProperties)
      bytes += objectHead + (members.length || emptyObjectProperties) * pointer;
    else bytes += objectHead + weighMap(next, knownNames);
    for (const member of members) {
      if (typeof member === 'object' && member !== null) pending.push(member);
      else bytes += weighScalar(member);
    }
  }
  return bytes;
}

/** The properties without their values. Names that another map of the same value has are there already. */
function weighMap(map: object, knownNames: Set<string>): number {
  const names = Object.keys(map);
  const isTable = names.length >= tableProperties;
  let bytes = isTable ? tableEntry * 2 ** Math.ceil(Math.log2(names.length * 1.5)) : names.length * pointer;
  for (const name of names) {
    if (knownNames.has(name)) continue;
    knownNames.add(name);
    bytes += weighString(name) + (isTable ? 0 : hiddenClass);
  }
  return bytes;
}

/** Beside the pointer to it. */
function weighScalar(value: unknown): number {
  if (typeof value === 'string') return weighString(value);
  return typeof value === 'number' && (value | 0) !== value ? boxedNumber : 0;
}

const weighString = (text: string): number =>
  stringHead + Math.ceil((text.length * (hasWideLetters.test(text) ? 2 : 1)) / pointer) * pointer;

/** V8 stores a string by one byte a letter if all are Latin-1. */
const hasWideLetters = /[^\u0000-\u00ff]/;
