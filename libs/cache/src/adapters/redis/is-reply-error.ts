/** Whether a command failed because Redis answered with this error, such as `NOSCRIPT` or `WRONGTYPE`. */
export function isReplyError(error: unknown, code: string): boolean {
  if (!Error.isError(error)) return false;
  const { cause } = error;
  return Error.isError(cause) && cause.message.startsWith(`${code} `);
}
