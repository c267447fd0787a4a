// In JavaScript, and before all else: what comes after it is kept compiled, types stripped, for the next start. Half of
// the time to start would go there.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(
  fileURLToPath(new URL('../../../node_modules/.cache/node-compile-cache', import.meta.url)),
);
await import('../src/main.ts');
