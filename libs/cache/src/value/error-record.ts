/** What of an error can be stored or sent to another process. */
export interface ErrorRecord {
  name: string;
  message: string;
  code?: string;
  isRetryable?: boolean;
}

/** A message may quote a whole reply of a provider; what says what happened stands at its beginning. */
const maxMessageCharacters = 4096;
const maxNameCharacters = 256;

/** Never throws, whatever was thrown: also for what throws itself when it is read. */
export function toErrorRecord(error: unknown): ErrorRecord {
  const message = () => String(Error.isError(error) ? error.message : error);
  const name = memberOf(error, 'name');
  const code = memberOf(error, 'code');
  const isRetryable = memberOf(error, 'isRetryable');
  return {
    name: typeof name === 'string' ? cut(name, maxNameCharacters) : 'Error',
    message: cut(unlessThrown(message) ?? '', maxMessageCharacters),
    ...(typeof code === 'string' && { code: cut(code, maxNameCharacters) }),
    ...(typeof isRetryable === 'boolean' && { isRetryable }),
  };
}

const memberOf = (error: unknown, name: string): unknown =>
  Error.isError(error) ? unlessThrown((): unknown => Reflect.get(error, name)) : undefined;

function unlessThrown<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const cut = (text: string, characters: number): string =>
  text.length <= characters ? text : `${text.slice(0, characters - 1)}…`;

/** An error with the same name, message, code and isRetryable; its stack is that of this process. */
export function fromErrorRecord({ name, ...record }: ErrorRecord): Error {
  const error = Object.assign(new Error(record.message), record);
  // As for errors of the language: not among what is listed.
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
  return error;
}

export function isErrorRecord(value: unknown): value is ErrorRecord {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('message' in value))
    return false;
  return typeof value.name === 'string' && typeof value.message === 'string';
}
