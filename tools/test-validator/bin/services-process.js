// In JavaScript, so that what it imports is kept compiled for the next start.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('../src/services/services-process.ts');
