import { readFileSync } from 'node:fs';

import { ESLint } from 'eslint';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

/**
 * ESLint with eslint-plugin-jest's `expect-expect` alone, on the files of a list (a path a line): prints how many it
 * read, and how many findings it has. Types are not asked for, and comments that switch rules are ignored.
 */
const files = readFileSync(process.argv[2] ?? '', 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const eslint = new ESLint({
  cwd: process.argv[3] ?? process.cwd(),
  overrideConfigFile: true,
  allowInlineConfig: false,
  errorOnUnmatchedPattern: false,
  warnIgnored: false,
  overrideConfig: [
    {
      files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
      plugins: { jest },
      rules: { 'jest/expect-expect': 'error' },
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    },
    { files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: tseslint.parser } },
  ],
});
const results = await eslint.lintFiles(files);
console.log(
  JSON.stringify({
    files: results.length,
    findings: results.reduce((sum, { errorCount }) => sum + errorCount, 0),
  }),
);
