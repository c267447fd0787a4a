import { isReply } from './redis-replies.ts';

/**
 * An error of ioredis or of a socket, in words for an operator, without secrets and without a full stop: Redis repeats the words of a command
 * that it doesn't know, a password among them, so what follows is cut off.
 */
export function describeRedisError(error: unknown): string {
  if (!Error.isError(error)) return 'the connection to Redis failed';
  const message = messageOf(error).replace(/,? with args beginning with.*$|\.$/s, '');
  if (/WRONGPASS|NOAUTH|invalid password|AUTH.* called without/i.test(message))
    return `Redis refuses the user or the password: ${message}`;
  return isReply(error) ? `Redis answered ${message}` : `Redis can't be reached: ${message}`;
}

/** Node reports a host with several addresses as an AggregateError whose message is empty. */
function messageOf(error: Error): string {
  if (error.message !== '') return error.message;
  const [first] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return Error.isError(first) ? first.message : error.name;
}
