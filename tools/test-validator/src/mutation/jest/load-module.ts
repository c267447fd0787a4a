import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Loads what Jest names by its path, of either kind of module, and gives its default export if there is one. */
export async function loadModule(path: string): Promise<unknown> {
  const loaded: unknown = await load(path);
  return typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : loaded;
}

async function load(path: string): Promise<unknown> {
  try {
    return createRequire(path)(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return import(pathToFileURL(path).href);
  }
}
