/** Microseconds a call, with so many calls under way at any time. */
export async function microsecondsPerCall(
  calls: number,
  concurrency: number,
  call: (index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const lane = async () => {
    while (next < calls) await call(next++);
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: concurrency }, lane));
  return ((performance.now() - began) * 1000) / calls;
}
