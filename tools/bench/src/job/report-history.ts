import { markdownTable } from '../markdown-table.ts';
import type { HistoryFigures, MemoryFigures } from './measure-history.ts';
import { median } from '../statistics.ts';

export function reportHistory({ lists, before, after }: HistoryFigures, moreJobs: number): string[] {
  const cell = (times: readonly number[]) => `${median(times).toFixed(2)} / ${Math.max(...times).toFixed(2)}`;
  const table = markdownTable(
    ['page of 100, median / worst (ms)', 'at the start', 'in the middle', 'at the end', 'goal'],
    Object.entries(lists).map(([name, { start, middle, end }]) => [
      `by ${name}`,
      ...[start, middle, end].map(cell),
      '< 5',
    ]),
  );
  const memory = ({ heapMegabytes, residentMegabytes }: MemoryFigures) =>
    `heap ${heapMegabytes.toFixed(1)} MiB, resident ${residentMegabytes.toFixed(0)} MiB`;
  return [...table, '', `Memory: ${memory(before)}; after ${moreJobs} more jobs ${memory(after)}.`];
}
