import { createHash } from 'node:crypto';

/** What a document holds, by the names that are read of it. */
export type Fields<Name extends string> = Partial<Record<Name, unknown>>;

export function text<Name extends string>(fields: Fields<Name>, name: Name): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new TypeError(`Field ${name} holds ${typeof value}, not text.`);
  return value;
}

export function number<Name extends string>(fields: Fields<Name>, name: Name): number {
  const value = fields[name];
  if (typeof value !== 'number') throw new TypeError(`Field ${name} holds ${typeof value}, not a number.`);
  return value;
}

export function oneOf<Value extends string, Name extends string>(
  values: readonly Value[],
  fields: Fields<Name>,
  name: Name,
): Value {
  const found = values.find((value) => value === fields[name]);
  if (found === undefined) throw new TypeError(`Field ${name} holds ${String(fields[name])}.`);
  return found;
}

export function orNull<Value, Name extends string>(
  read: (fields: Fields<Name>, name: Name) => Value,
  fields: Fields<Name>,
  name: Name,
): Value | null {
  return fields[name] === null ? null : read(fields, name);
}

/** A map field. */
export function map<Name extends string>(fields: Fields<Name>, name: Name): Fields<string> {
  const value = fields[name];
  if (typeof value !== 'object' || value === null)
    throw new TypeError(`Field ${name} holds ${typeof value}, not a map.`);
  return { ...value };
}

/**
 * A document's id for a name of any characters and length: ids may hold no slash, nor be longer than 1500 bytes
 * (https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields).
 */
export function documentId(...parts: (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
