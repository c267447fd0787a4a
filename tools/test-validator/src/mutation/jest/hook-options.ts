import { fileURLToPath } from 'node:url';

import type { ProjectConfiguration } from './jest-types.ts';

/**
 * What the code inside of Jest has to know. It travels as the options of the transformer: those reach Jest's workers, and
 * every part of a run is given the configuration that they stand in.
 */
export interface HookOptions {
  /** The file with the insertions: a MutationPlan as JSON. */
  planFile: string;
  /** The project's own. */
  testRunner: string;
  /** Where records are to be written; null where they are handed over in memory. */
  recordFolder: string | null;
  /** The project's own transformer for these files; null: none. */
  transformer: string | null;
  transformerOptions: unknown;
}

const transformerPath = fileURLToPath(new URL('transformer.ts', import.meta.url));
const testRunnerPath = fileURLToPath(new URL('circus-hook.mts', import.meta.url));

/** Of what no transformer of the project takes. */
const anyScript = '\\.[cm]?[jt]sx?$';

/** A project's configuration with the instrumentation around its own transformers and its own test runner. */
export function wrapConfiguration<Configuration extends ProjectConfiguration>(
  configuration: Configuration,
  options: Pick<HookOptions, 'planFile' | 'recordFolder'>,
): Configuration {
  const { testRunner } = configuration;
  const wrap = (pattern: string, transformer: string | null, transformerOptions: unknown) => {
    const wrapped: HookOptions = { ...options, testRunner, transformer, transformerOptions };
    return [pattern, transformerPath, wrapped] satisfies ProjectConfiguration['transform'][number];
  };
  return {
    ...configuration,
    transform: [
      ...configuration.transform.map(([pattern, path, own]) => wrap(pattern, path, own)),
      wrap(anyScript, null, {}),
    ],
    testRunner: testRunnerPath,
    testLocationInResults: true,
  };
}

/** The configuration as the project has it. */
export function unwrapConfiguration<Configuration extends ProjectConfiguration>(
  wrapped: Configuration,
): Configuration {
  return {
    ...wrapped,
    testRunner: hookOptionsOf(wrapped).testRunner,
    transform: wrapped.transform.flatMap(([pattern, , options]): ProjectConfiguration['transform'] => {
      if (!isHookOptions(options) || options.transformer === null) return [];
      return [[pattern, options.transformer, options.transformerOptions]];
    }),
  };
}

export function hookOptionsOf({ transform }: ProjectConfiguration): HookOptions {
  const options = transform.map(([, , own]) => own).find(isHookOptions);
  if (options === undefined) throw new TypeError('This configuration is not wrapped for mutation.');
  return options;
}

export function isHookOptions(options: unknown): options is HookOptions {
  return typeof options === 'object' && options !== null && 'planFile' in options && 'transformer' in options;
}
