import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const usage = `test-validator [path …] [options]

Tells real tests from hollow ones. Paths are files or folders of tests; without one, the whole project is read.

  --project DIR     the project's folder [the nearest one above the paths with a package.json of workspaces, or any]
  --json FILE       the report as JSON, its shape is in schema/report.schema.json; - for standard output
  --sarif FILE      SARIF 2.1.0, for code scanning
  --html FILE       one page that needs no other file
  --markdown FILE   for a pull request's comment
  --github          annotations for GitHub Actions [on when GITHUB_ACTIONS is true]
  --run             run the tests (Jest 28 or later), and see which assertions really run
  --mutate          break the services' operations on purpose, and see whether their integration tests notice
  --mutate-seconds N  no longer than that for all services, besides a first run of their tests; the next run goes on
  --prepare-recording  print what TEST_VALIDATOR_RECORDING has to be for a run of the tests that saves --mutate that one
  --changed BASE    only files of tests that differ from a git revision
  --baseline FILE   findings of this file are known, and excused
  --write-baseline  write that file instead
  --history FILE    append this run's figures, and draw them in the page
  --policy FILE     JSON: { "ratchets": { "service": score }, "minimum": 90, "requireIntegrationTests": true }
  --no-cache        read everything anew
  --quiet           only the totals and why the run failed
  --help            this text
  --version

Exits with 0 when the policy is met, with 1 when it is not, with 2 for a wrong use.`;

export interface Options {
  project: string;
  paths: string[];
  json: string | undefined;
  sarif: string | undefined;
  html: string | undefined;
  markdown: string | undefined;
  github: boolean;
  run: boolean;
  mutate: boolean;
  /** Without a bound if undefined. */
  mutateSeconds: number | undefined;
  prepareRecording: boolean;
  changed: string | undefined;
  baseline: string | undefined;
  writeBaseline: boolean;
  history: string | undefined;
  policy: string | undefined;
  cache: boolean;
  quiet: boolean;
}

/** A wrong use of the command; its message is for whoever typed it. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Reads the arguments; `help` and `version` where those are asked for. Throws `UsageError`. */
export function parseOptions(args: string[], workingDirectory: string): Options | 'help' | 'version' {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  if (values.version === true) return 'version';
  const paths = positionals.map((path) => resolve(workingDirectory, path));
  for (const path of paths)
    if (!existsSync(path)) throw new UsageError(`${path}: there is no such file or folder`);
  const project = resolve(workingDirectory, values.project ?? findProject(paths[0] ?? workingDirectory));
  if (!existsSync(project) || !statSync(project).isDirectory()) {
    throw new UsageError(`--project ${project}: there is no such folder`);
  }
  if (values['write-baseline'] === true && values.baseline === undefined) {
    throw new UsageError('--write-baseline needs --baseline FILE');
  }
  return {
    ...{ project, paths },
    ...{ json: values.json, sarif: values.sarif, html: values.html, markdown: values.markdown },
    ...{ changed: values.changed, baseline: values.baseline, history: values.history, policy: values.policy },
    github: values.github === true,
    run: values.run === true,
    mutate: values.mutate === true || values['mutate-seconds'] !== undefined,
    mutateSeconds: secondsIn(values['mutate-seconds']),
    prepareRecording: values['prepare-recording'] === true,
    writeBaseline: values['write-baseline'] === true,
    cache: values['no-cache'] !== true,
    quiet: values.quiet === true,
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...{
          project: text,
          json: text,
          sarif: text,
          html: text,
          markdown: text,
          changed: text,
          baseline: text,
        },
        ...{
          history: text,
          policy: text,
          github: flag,
          run: flag,
          mutate: flag,
          'mutate-seconds': text,
          'prepare-recording': flag,
          'write-baseline': flag,
        },
        ...{ 'no-cache': flag, quiet: flag, help: flag, version: flag },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function secondsIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text.trim() !== '' && seconds >= 0 && seconds < Number.POSITIVE_INFINITY) return seconds;
  throw new UsageError(`--mutate-seconds ${text}: is no number of seconds`);
}

/** The folder of a workspace above a path, or else of the nearest package, or else the path's own folder. */
function findProject(path: string): string {
  const start = statSync(path).isDirectory() ? path : resolve(path, '..');
  let nearest: string | undefined;
  for (let folder = start; ; folder = resolve(folder, '..')) {
    const isRoot = ['nx.json', 'pnpm-workspace.yaml', 'lerna.json', '.git'].some((name) =>
      existsSync(resolve(folder, name)),
    );
    const hasPackage = existsSync(resolve(folder, 'package.json'));
    if (hasPackage) nearest ??= folder;
    if (isRoot) return folder;
    if (folder === resolve(folder, '..')) return nearest ?? start;
  }
}
