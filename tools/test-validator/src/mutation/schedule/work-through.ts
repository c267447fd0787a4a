/**
 * Has workers do one task after the other until there is none left.
 * @param choose the next; undefined: none now, but perhaps one when another is done
 */
export async function workThrough<Worker, Task>(
  workers: readonly Worker[],
  choose: () => Task | undefined,
  work: (worker: Worker, task: Task) => Promise<void>,
): Promise<void> {
  let running = 0;
  let changed = Promise.withResolvers<void>();
  const tellOthers = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const go = async (worker: Worker): Promise<void> => {
    for (;;) {
      const task = choose();
      if (task === undefined) {
        if (running === 0) return;
        await changed.promise;
        continue;
      }
      running += 1;
      try {
        await work(worker, task);
      } finally {
        running -= 1;
        tellOthers();
      }
    }
  };
  await Promise.all(workers.map(go));
}
