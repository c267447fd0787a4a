/** What V8 takes up on a 64-bit machine without pointer compression, as Node is built, in bytes. */
const pointer = 8;
const stringHead = 16;
const objectHead = 3 * pointer;
const arrayHead = 6 * pointer;
/** From so many properties on, an object is likely a map, whose names are its own rather than shared by many. */
const mapProperties = 20;

/**
 * Deeply freezes a value that JSON.parse made and estimates what it takes up on the heap, in bytes, in one walk. What is
 * frozen already is taken to be frozen all the way down, yet is weighed.
 */
export function freezeAndWeigh(value: unknown): number {
  if (typeof value === 'string') return weighString(value);
  if (typeof value !== 'object' || value === null) return pointer;
  let bytes = 0;
  const pending: object[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    Object.freeze(next);
    const isArray = Array.isArray(next);
    const members: unknown[] = Array.isArray(next) ? next : Object.values(next);
    bytes += (isArray ? arrayHead : objectHead) + members.length * pointer;
    if (!isArray && members.length >= mapProperties) bytes += weighNames(next);
    for (const member of members) {
      if (typeof member === 'string') bytes += weighString(member);
      else if (typeof member === 'object' && member !== null) pending.push(member);
      else if (typeof member === 'number' && !Number.isInteger(member)) bytes += 2 * pointer;
    }
  }
  return bytes;
}

const weighNames = (value: object): number =>
  Object.keys(value).reduce((bytes, name) => bytes + weighString(name) + 2 * pointer, 0);

const weighString = (text: string): number => stringHead + text.length * (hasWideLetters.test(text) ? 2 : 1);

/** V8 stores a string by one byte a letter if all are Latin-1. */
const hasWideLetters = /[^\u0000-\u00ff]/;
