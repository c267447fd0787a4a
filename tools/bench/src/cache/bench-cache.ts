import { startRedisServer } from '@la-factoria/cache/testing/redis-server';

import { loadNow } from '../machine-facts.ts';
import { markdownTable } from '../markdown-table.ts';
import { measureFrozenRedis } from './measure-frozen-redis.ts';
import { type Comparison, measureMemoryHit, measurePromotedHit, measureRedisHit } from './measure-hits.ts';
import { measureIdenticalMisses, measureSingleFlight } from './measure-single-flight.ts';

/** The cache beside bare ioredis on one Redis of its own: hits, single flight, and what a frozen Redis costs. */
export async function benchCache({
  rounds,
  print,
}: {
  rounds: number;
  print: (line: string) => void;
}): Promise<void> {
  const server = await startRedisServer();
  if (server === undefined) throw new Error('redis-server is not installed');
  try {
    const memory = await measureMemoryHit(server.url, rounds);
    const redis = await measureRedisHit(server.url, rounds);
    const promoted = await measurePromotedHit(server.url);
    const added = await measureSingleFlight();
    const misses = await measureIdenticalMisses();
    const { calls, defaultWaited, recovery } = await measureFrozenRedis(server);
    const [first = 0, ...others] = calls;
    const rows = [
      ['memory hit of 20 kB', `${ratio(memory)} × as fast as an ioredis GET of it`, times(memory)],
      ['Redis hit of 20 kB, 32 in flight', `${ratio(redis)} × of a bare GET and JSON.parse`, times(redis)],
      ['the same, kept in memory from then on', '', `${promoted.toFixed(0)} µs`],
      ['single flight adds', '', `${added.toFixed(2)} µs a call`],
      [
        '1000 identical misses at once',
        `${misses.computations} computation`,
        `${misses.microseconds.toFixed(2)} µs a call`,
      ],
      ['Redis frozen: added to the first call', '', `${first.toFixed(1)} ms`],
      [
        'Redis frozen: added to the nine calls after it',
        '',
        others.map((time) => time.toFixed(1)).join(', ') + ' ms',
      ],
      [
        'Redis frozen: ioredis as it comes',
        '',
        defaultWaited === undefined ? 'answered' : `no answer after ${defaultWaited / 1000} s`,
      ],
      ['Redis thawed: until the next hit', '', `${recovery.toFixed(0)} ms`],
    ];
    print(`Node ${process.version}, ${loadNow()}, medians of ${rounds} rounds of eight turns`);
    print('');
    for (const line of markdownTable(['what', 'ratio', 'times'], rows)) print(line);
  } finally {
    await server.stop();
  }
}

const ratio = ({ speedup }: Comparison): string => speedup.toFixed(speedup > 10 ? 0 : 2);

const times = ({ ours, theirs }: Comparison): string =>
  `${ours.toFixed(2)} µs against ${theirs.toFixed(2)} µs`;
