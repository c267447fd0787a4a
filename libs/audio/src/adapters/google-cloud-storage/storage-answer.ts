/** An object as Google Cloud Storage knows it. */
export interface StoredObject {
  /** In bytes. */
  size: number;
  /** Each write makes a new one. */
  generation: string;
  /** Of all bytes, in base64. */
  crc32c: string;
}

export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** JSON where it is some, else the text. */
export function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The object of an answer; undefined if the answer is none. */
export function toStoredObject(body: unknown): StoredObject | undefined {
  const size = Number(fieldOf(body, 'size'));
  const generation = textOf(fieldOf(body, 'generation'));
  const crc32c = textOf(fieldOf(body, 'crc32c'));
  if (!Number.isSafeInteger(size) || generation === undefined || crc32c === undefined) return undefined;
  return { size, generation, crc32c };
}
