import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { loadNow } from '../machine-facts.ts';
import { markdownTable } from '../markdown-table.ts';
import { median } from '../statistics.ts';

export interface BenchValidatorOptions {
  /** A project with tests, any public repository. */
  folder: string;
  rounds: number;
  print(line: string): void;
}

const validator = fileURLToPath(import.meta.resolve('@la-factoria/test-validator/bin/test-validator.js'));
const eslintProgram = fileURLToPath(new URL('eslint-program.ts', import.meta.url));

/**
 * The validator without its cache beside ESLint with `expect-expect` alone, both as whole processes from their start,
 * on the same files, in turns.
 */
export async function benchValidator({ folder, rounds, print }: BenchValidatorOptions): Promise<void> {
  const root = resolve(folder);
  const workplace = mkdtempSync(join(tmpdir(), 'bench-validator-'));
  try {
    const json = join(workplace, 'report.json');
    run([validator, root, '--project', root, '--no-cache', '--quiet', '--json', json]);
    const report: { summary: { files: number; tests: { total: number } }; tests: { file: string }[] } =
      JSON.parse(readFileSync(json, 'utf8'));
    const files = [...new Set(report.tests.map(({ file }) => join(root, file)))];
    const list = join(workplace, 'files');
    writeFileSync(list, files.join('\n'));
    const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0);
    print(
      `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} CPUs, Node ${process.version}; ${loadNow()}`,
    );
    print(
      `${files.length} files that declare tests (${(bytes / 1e6).toFixed(1)} MB), ${report.tests.length} tests`,
    );
    print('');

    const validating: number[] = [];
    const linting: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      validating.push(run([validator, ...files, '--project', root, '--no-cache', '--quiet', '--json', json]));
      linting.push(run([eslintProgram, list, root]));
    }
    const ours = median(validating);
    const theirs = median(linting);
    const perThousand = (seconds: number): string => ((seconds / files.length) * 1000).toFixed(2);
    const rows = [
      ['test-validator, all rules, cold', ours.toFixed(2), perThousand(ours), '1'],
      [
        'ESLint, jest/expect-expect alone',
        theirs.toFixed(2),
        perThousand(theirs),
        (theirs / ours).toFixed(1),
      ],
    ];
    for (const line of markdownTable(['', 'seconds', 'seconds per 1000 files', 'ratio'], rows)) print(line);
  } finally {
    rmSync(workplace, { recursive: true, force: true });
  }
}

/** Seconds from the start of a program to its end. */
function run(args: string[]): number {
  const startedAt = performance.now();
  const { status, error, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...args],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  // 1 says that there are findings.
  if (error !== undefined || status === null || status > 1) throw error ?? new Error(stderr);
  return (performance.now() - startedAt) / 1000;
}
