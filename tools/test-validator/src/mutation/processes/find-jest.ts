import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { MutationError } from '../mutation-error.ts';

export interface Jest {
  /** The program. */
  bin: string;
  /** Its default runner. */
  runner: string;
  version: string;
}

/** The parts of Jest that are used here are there from this version on. */
const oldestMajor = 28;

/**
 * The Jest of a project.
 * @throws {MutationError} `runner-unsupported`, `jest-missing`
 */
export function findJest(projectRoot: string): Jest {
  const other = otherRunner(projectRoot);
  if (other !== undefined) {
    throw new MutationError(
      'runner-unsupported',
      `the tests of ${projectRoot} are run by ${other}: mutants can be measured with Jest only, so far`,
    );
  }
  return resolveJest(projectRoot);
}

/** @throws {MutationError} `jest-missing` */
export function resolveJest(projectRoot: string): Jest {
  try {
    const manifest = resolve('jest/package.json', join(projectRoot, 'package.json'));
    const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
    if (Number.parseInt(version, 10) < oldestMajor) {
      throw new RangeError(`Jest ${oldestMajor} or later is needed, ${version} is installed`);
    }
    // Each asks for the next, wherever the package manager has put it.
    const core = resolve('@jest/core', manifest);
    return { bin: join(dirname(manifest), 'bin/jest.js'), runner: resolve('jest-runner', core), version };
  } catch (cause) {
    throw new MutationError(
      'jest-missing',
      `no Jest that can be used from ${projectRoot}: ${String(cause)}`,
      {
        cause,
      },
    );
  }
}

function resolve(specifier: string, from: string): string {
  return realpathSync(createRequire(from).resolve(specifier));
}

/** The runner of a project that says it is not tested by Jest, nearest folder first. */
function otherRunner(folder: string): string | undefined {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  if (names.some((name) => /^jest\.config\./.test(name))) return undefined;
  if (names.some((name) => /^vi(test|te)\.config\./.test(name)) && !isIn(folder, '"jest"')) return 'Vitest';
  const script = testScript(folder);
  if (/\bjest\b/.test(script)) return undefined;
  if (/\bvitest\b/.test(script)) return 'Vitest';
  if (/\bnode\b.*--test\b/.test(script)) return 'node:test';
  return undefined;
}

function isIn(folder: string, word: string): boolean {
  const path = join(folder, 'package.json');
  return existsSync(path) && readFileSync(path, 'utf8').includes(word);
}

function testScript(folder: string): string {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return '';
  const { scripts }: { scripts?: Record<string, string> } = JSON.parse(readFileSync(path, 'utf8'));
  return scripts?.['test'] ?? '';
}
