import { readdirSync } from 'node:fs';

import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const projectFolders = ['apps', 'libs', 'tools'].flatMap((area) =>
  readdirSync(new URL(area, import.meta.url)).map((name) => `${area}/${name}`),
);

/** SDKs are fenced in: each may be imported only where its adapter lives. */
const fencedSdks = [
  {
    packages: ['ioredis', 'ioredis-mock'],
    only: ['libs/cache', 'libs/cache-integration', 'apps/api', 'apps/api-e2e', 'tools/bench'],
  },
  {
    packages: ['@google-cloud/tasks', '@google-cloud/firestore', 'firebase-admin', 'node:sqlite'],
    only: ['libs/job', 'libs/job-integration', 'tools/bench'],
  },
  { packages: ['ai', '@ai-sdk/*'], only: ['libs/content', 'libs/content-integration'] },
  {
    packages: [
      ...['@elevenlabs/*', '@echogarden/*', '@google-cloud/storage'],
      ...['mpg123-decoder', 'wasm-media-encoders', 'node-id3'],
    ],
    only: ['libs/audio', 'libs/audio-integration'],
  },
  {
    packages: [
      ...['busboy', 'google-auth-library', 'htmlparser2', 'mammoth', 'prom-client', 'rate-limiter-flexible'],
      ...['unpdf', 'yauzl', 'zod-openapi', '@opentelemetry/*'],
    ],
    only: ['apps/api'],
  },
  { packages: ['express'], only: ['apps/api', 'tools/bench'] },
];

const fencesAround = (folder) =>
  fencedSdks
    .filter(({ only }) => !only.includes(folder))
    .map(({ packages, only }) => ({ group: packages, message: `Only ${only.join(', ')} may import this.` }));

const services = ['job', 'content', 'cache', 'audio'];

export default [
  { ignores: ['**/node_modules', '**/coverage', '**/test-output', '.nx', '**/out'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.js'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: [
            // A service library imports no other service library.
            ...services.map((service) => ({
              sourceTag: `service:${service}`,
              onlyDependOnLibsWithTags: [`service:${service}`],
            })),
            { sourceTag: 'type:service', notDependOnLibsWithTags: ['type:integration'] },
            { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:service'] },
            { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:app', 'type:service'] },
            { sourceTag: 'type:cli', onlyDependOnLibsWithTags: ['type:app'] },
            {
              sourceTag: 'type:measure',
              onlyDependOnLibsWithTags: ['type:service', 'type:app', 'type:tool'],
            },
            { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:tool'] },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only main.ts reads the environment; take a setting as an argument.',
        },
      ],
    },
  },
  {
    files: [
      '**/src/main.ts',
      '**/*.spec.ts',
      'apps/api-e2e/**',
      'tools/bench/**',
      'tools/test-metrics/src/setup-tests.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  ...projectFolders.map((folder) => ({
    files: [`${folder}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: fencesAround(folder) }] },
  })),
  prettier,
];
