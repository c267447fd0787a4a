import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));

export interface BenchMakeOptions {
  /** Path of a JSON array of {id, title, markdown}. */
  corpus: string;
  withAudio: boolean;
  /** How long the podcast is to be. @default as long as its source supports */
  minutes?: number | undefined;
  /** How many sections, from the first. */
  sections: number;
  print: (line: string) => void;
}

interface Measured {
  id: string;
  characters: number;
  seconds: number;
  /** Minutes of the podcast: as the script estimates, and as it came out. */
  estimatedMinutes?: number;
  spokenMinutes?: number;
}

/** Runs `npm run factoria -- make` on each section, as someone would who types it, and prints a Markdown table. */
export async function benchMake(options: BenchMakeOptions): Promise<void> {
  const { corpus, withAudio, minutes, sections, print } = options;
  const all: { id: string; markdown: string }[] = JSON.parse(await readFile(corpus, 'utf8'));
  const folder = await mkdtemp(join(tmpdir(), 'factoria-bench-'));
  const rows: Measured[] = [];
  print('| section | characters | wall time (s) | estimated (min) | spoken (min) | off by |');
  print('|---|---:|---:|---:|---:|---:|');
  try {
    for (const { id, markdown } of all.slice(0, sections)) {
      const row = await measure(folder, { id, markdown }, options);
      rows.push(row);
      const audio = [row.estimatedMinutes?.toFixed(2), row.spokenMinutes?.toFixed(2), percent(offBy(row))];
      print(
        `| ${[row.id, row.characters, row.seconds.toFixed(2), ...audio.map((cell) => cell ?? '')].join(' | ')} |`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const times = rows.map(({ seconds }) => seconds).sort((a, b) => a - b);
  print(
    `\n${rows.length} sections: wall time median ${median(times).toFixed(2)} s, longest ${times.at(-1)?.toFixed(2)} s`,
  );
  if (withAudio) {
    const errors = rows.map((row) => Math.abs(offBy(row) ?? 0)).sort((a, b) => a - b);
    print(
      `duration against estimate: median ${percent(median(errors))} off, worst ${percent(errors.at(-1))}`,
    );
    if (minutes === undefined) return;
    const misses = rows
      .map(({ spokenMinutes = 0 }) => Math.abs(spokenMinutes / minutes - 1))
      .sort((a, b) => a - b);
    print(
      `duration against ${minutes} minutes: median ${percent(median(misses))} off, worst ${percent(misses.at(-1))}`,
    );
  }
}

async function measure(
  folder: string,
  { id, markdown }: { id: string; markdown: string },
  { withAudio, minutes }: BenchMakeOptions,
): Promise<Measured> {
  const input = join(folder, `${id}.md`);
  const out = join(folder, id);
  await writeFile(input, markdown);
  const startedAt = performance.now();
  const child = spawn(
    'npm',
    [
      'run',
      '--silent',
      'factoria',
      '--',
      'make',
      input,
      '--out',
      out,
      '--json',
      ...(withAudio ? ['--audio'] : []),
      ...(minutes === undefined ? [] : ['--target-minutes', String(minutes)]),
    ],
    {
      cwd: workspace,
      // An embedded API of its own, whatever the environment names.
      env: { ...process.env, DATA_DIR: join(folder, 'data'), FACTORIA_SERVER: '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  const [code] = await once(child, 'close');
  const seconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`Section ${id} ended with ${code}.`);
  const measured = { id, characters: markdown.length, seconds };
  if (!withAudio) return measured;
  const materials = JSON.parse(await readFile(join(out, 'materials.json'), 'utf8'));
  return {
    ...measured,
    estimatedMinutes: materials['podcast-script'].estimatedMinutes,
    spokenMinutes: JSON.parse(printed).audio.durationSeconds / 60,
  };
}

const median = (sorted: number[]): number => sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
const offBy = ({ estimatedMinutes, spokenMinutes }: Measured): number | undefined =>
  estimatedMinutes === undefined || spokenMinutes === undefined
    ? undefined
    : spokenMinutes / estimatedMinutes - 1;
const percent = (share: number | undefined): string | undefined =>
  share === undefined ? undefined : `${(100 * share).toFixed(1)} %`;
