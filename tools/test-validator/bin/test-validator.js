#!/usr/bin/env node
// In JavaScript, and before all else: what comes after it is kept compiled, types stripped, for the next start.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('../src/main.ts');
