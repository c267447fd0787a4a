/** How many calls came, and how many of them are under way. */
export function createArrivals() {
  let count = 0;
  let underWay = 0;
  let maxConcurrent = 0;
  let waiting: { count: number; resolve: () => void }[] = [];

  return {
    enter(): void {
      count += 1;
      underWay += 1;
      maxConcurrent = Math.max(maxConcurrent, underWay);
      const due = waiting.filter((waiter) => waiter.count <= count);
      waiting = waiting.filter((waiter) => waiter.count > count);
      for (const { resolve } of due) resolve();
    },
    leave(): void {
      underWay -= 1;
    },
    arrived(wanted: number): Promise<void> {
      if (count >= wanted) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ count: wanted, resolve }));
    },
    underWay: () => underWay,
    maxConcurrent: () => maxConcurrent,
  };
}
