/** What of an error can be stored or sent to another process. */
export interface ErrorRecord {
  name: string;
  message: string;
  code?: string;
  isRetryable?: boolean;
}

export function toErrorRecord(error: unknown): ErrorRecord {
  if (!Error.isError(error)) return { name: 'Error', message: String(error) };
  const { name, message } = error;
  return {
    ...{ name, message },
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...('isRetryable' in error &&
      typeof error.isRetryable === 'boolean' && { isRetryable: error.isRetryable }),
  };
}

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
