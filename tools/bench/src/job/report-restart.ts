import { markdownTable } from '../markdown-table.ts';
import type { RestartFigures } from './measure-restart.ts';
import { median } from '../statistics.ts';

/** `bullmqSeconds` is absent where it wasn't measured. */
export function reportRestart(figures: RestartFigures, bullmqSeconds: number | undefined): string[] {
  const row = (name: string, seconds: readonly number[], goal: string) => [
    name,
    median(seconds).toFixed(2),
    Math.max(...seconds).toFixed(2),
    goal,
  ];
  const bullmq = 'BullMQ with its defaults, another worker alive';
  return markdownTable(
    ['until the job of a killed process runs again', 'median (s)', 'worst (s)', 'goal'],
    [
      row('the only process, from its restart (Node’s start included)', figures.onlyProcess, '≤ 2 s'),
      row('another worker alive on this machine, from the kill', figures.sameMachine, '≤ 10 s'),
      row('another worker alive, as if on another machine, from the kill', figures.otherMachine, '≤ 10 s'),
      bullmqSeconds === undefined
        ? [bullmq, 'not measured', '60 by its documentation (lock 30 s, check each 30 s)', '']
        : row(bullmq, [bullmqSeconds], ''),
    ],
  );
}
