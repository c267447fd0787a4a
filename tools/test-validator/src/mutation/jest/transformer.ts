import { readFileSync } from 'node:fs';

import { hashOf } from '../cache/hash.ts';
import { insertInto, switchName } from '../mutants/instrument.ts';
import type { MutationPlan } from '../plan.ts';
import { type HookOptions, unwrapConfiguration } from './hook-options.ts';
import type { ProjectConfiguration } from './jest-types.ts';
import { loadModule } from './load-module.ts';

interface TransformOptions {
  config: ProjectConfiguration;
  configString: string;
  transformerConfig: unknown;
  instrument: boolean;
  supportsStaticESM: boolean;
  supportsDynamicImport: boolean;
}

type Transform<Result> = (text: string, path: string, options: TransformOptions) => Result;

/** What Jest asks of a transformer; each has some of these. */
interface Transformer {
  canInstrument?: boolean;
  process?: Transform<unknown>;
  processAsync?: Transform<Promise<unknown>>;
  getCacheKey?: Transform<string>;
  getCacheKeyAsync?: Transform<Promise<string>>;
}

/** Raised when what is inserted changes in another way than by the plan. */
const version = '1';

/** A transformer of Jest that inserts what the plan says, and leaves the rest to the project's own transformer. */
async function createTransformer(options: HookOptions): Promise<Transformer> {
  const plan: MutationPlan = JSON.parse(readFileSync(options.planFile, 'utf8'));
  const own = options.transformer === null ? passOn : await loadTransformer(options.transformer, options);
  const withOwn = ofProject(options);
  const keyOf = (text: string, path: string, { configString, ...flags }: TransformOptions, ownKey: string) =>
    hashOf(
      version,
      ...[ownKey, instrumented(plan, text, path), path, configString],
      ...[flags.instrument, flags.supportsStaticESM, flags.supportsDynamicImport].map(String),
    );
  const { process, processAsync, getCacheKey, getCacheKeyAsync } = own;
  return {
    canInstrument: own.canInstrument ?? false,
    getCacheKey: (text, path, given) =>
      keyOf(
        text,
        path,
        given,
        getCacheKey?.call(own, instrumented(plan, text, path), path, withOwn(given)) ?? '',
      ),
    ...(process && {
      process: (text, path, given) => process.call(own, instrumented(plan, text, path), path, withOwn(given)),
    }),
    ...(processAsync && {
      processAsync: (text, path, given) =>
        processAsync.call(own, instrumented(plan, text, path), path, withOwn(given)),
    }),
    ...(getCacheKeyAsync && {
      getCacheKeyAsync: async (text, path, given) => {
        const ownKey = await getCacheKeyAsync.call(own, instrumented(plan, text, path), path, withOwn(given));
        return keyOf(text, path, given, ownKey);
      },
    }),
  };
}

export default { createTransformer };

/** For a project without a transformer: the code is what Jest runs. */
const passOn: Transformer = { process: (code) => ({ code }) };

async function loadTransformer(path: string, { transformerOptions }: HookOptions): Promise<Transformer> {
  const loaded = await loadModule(path);
  return hasFactory(loaded)
    ? loaded.createTransformer(withoutDiagnostics(path, transformerOptions))
    : asTransformer(loaded, path);
}

function hasFactory(
  loaded: unknown,
): loaded is { createTransformer(options: unknown): Transformer | Promise<Transformer> } {
  return typeof loaded === 'object' && loaded !== null && 'createTransformer' in loaded;
}

function asTransformer(loaded: unknown, path: string): Transformer {
  if (isTransformer(loaded)) return loaded;
  throw new TypeError(`${path} is no transformer of Jest`);
}

function isTransformer(loaded: unknown): loaded is Transformer {
  return typeof loaded === 'object' && loaded !== null && ('process' in loaded || 'processAsync' in loaded);
}

/** What is inserted has no types. */
function withoutDiagnostics(path: string, options: unknown): unknown {
  if (!/[\\/]ts-jest[\\/]/.test(path) || typeof options !== 'object') return options;
  return { ...options, diagnostics: false };
}

/** The project's transformer sees the configuration that it would see without this one around it. */
function ofProject({ transformerOptions }: HookOptions): (given: TransformOptions) => TransformOptions {
  const configurations = new WeakMap<ProjectConfiguration, ProjectConfiguration>();
  return (given) => {
    const config = configurations.get(given.config) ?? unwrapConfiguration(given.config);
    configurations.set(given.config, config);
    return { ...given, config, transformerConfig: transformerOptions };
  };
}

function instrumented({ files }: MutationPlan, text: string, path: string): string {
  if (!/\.[cm]?[jt]sx?$/.test(path)) return text;
  const planned = files[path];
  const switched = planned?.hash === hashOf(text) ? insertInto(text, planned.insertions) : text;
  // At the end: directives, and what a transformer moves to the top, stay where they are.
  return `${switched}\n;globalThis.${switchName}?.loaded(${JSON.stringify(path)});`;
}
