#!/usr/bin/env node
// In JavaScript, and before all else: what comes after it is kept compiled, types stripped, for the next start.
import module from 'node:module';

if (process.features.typescript === undefined || process.features.typescript === false) {
  console.error(`test-validator runs on Node 22.18 or later, and this is ${process.version}.`);
  process.exitCode = 2;
} else {
  module.enableCompileCache();
  await import('../src/main.ts');
}
