/**
 * What Redis answers when it is there and can't serve as a cache, at the beginning of the message, or within it when a
 * script got the answer (before Redis 7): it loads its data; it is a replica, alone or not; its cluster is incomplete;
 * its memory is full; it may not write since it can't save.
 */
const refusal = /(?:^|[ -])(?:LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|OOM|MISCONF) /;

/** For so long after a refusal health says so; commands go on being sent, since Redis turns them back by itself. */
export const refusalMilliseconds = 5000;

export function isRefusal(error: Error): boolean {
  return refusal.test(error.message);
}
