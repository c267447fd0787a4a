import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { CallerNews, CallerOrder, CallerSettings } from './caller-messages.ts';

const program = fileURLToPath(new URL('caller-program.ts', import.meta.url));

type NewsOf<Type extends CallerNews['type']> = Extract<CallerNews, { type: Type }>;

export interface Caller {
  pid: number;
  /** How many computations it has begun. */
  readonly computations: number;
  /** Resolves once it tells this, also if it has before. Rejects if it ends without. */
  news<Type extends CallerNews['type']>(type: Type): Promise<NewsOf<Type>>;
  order(order: CallerOrder): void;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a process of its own that calls the cache. */
export function startCaller(settings: CallerSettings): Caller {
  const child = fork(program, [JSON.stringify(settings)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const ended = once(child, 'exit');
  const heard: CallerNews[] = [];
  const waiting = new Set<() => void>();
  const look = () => waiting.forEach((again) => again());
  child.on('message', (news: CallerNews) => {
    heard.push(news);
    look();
  });
  child.on('exit', look);
  const isOf =
    <Type extends CallerNews['type']>(type: Type) =>
    (news: CallerNews): news is NewsOf<Type> =>
      news.type === type;

  return {
    pid: child.pid ?? 0,
    get computations() {
      return heard.filter(isOf('computing')).length;
    },
    news: (type) =>
      new Promise((resolve, reject) => {
        const again = () => {
          const found = heard.find(isOf(type));
          const hasEnded = child.exitCode !== null || child.signalCode !== null;
          if (found === undefined && !hasEnded) return;
          waiting.delete(again);
          if (found !== undefined) resolve(found);
          else reject(new Error(`it ended without telling that it is ${type}`));
        };
        waiting.add(again);
        again();
      }),
    order: (order) => void child.send(order),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
