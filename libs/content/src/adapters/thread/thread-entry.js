// In JavaScript, since an entry's types would be stripped anew at every start: a tenth of a second, which the kept code
// of all that comes after it saves.
import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';

const { module, compileCacheDirectory } = workerData;
if (typeof compileCacheDirectory === 'string') enableCompileCache(compileCacheDirectory);
await import(module);
