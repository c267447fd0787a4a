import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { expect, test } from '@jest/globals';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Tells which packages of the SDK were loaded when models have been made, and when one has been asked. */
const program = `
  const { registerHooks } = await import('node:module');
  const loaded = new Set();
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      loaded.add(/node_modules[/](ai|@ai-sdk[/][a-z-]+)[/]/.exec(found.url)?.[1]);
      return found;
    },
  });
  const sdk = () => [...loaded].filter(Boolean).sort();
  const { createGeminiTextModel, createOpenAiCompatibleTextModel } = await import('@la-factoria/content/models');
  const baseUrl = 'http://127.0.0.1:1/v1beta';
  const model = createGeminiTextModel({ apiKey: 'k', baseUrl });
  createOpenAiCompatibleTextModel({ baseUrl, model: 'm', contextTokens: 1000 });
  const before = sdk();
  const call = { purpose: 'faqs', prompt: { rules: '', shared: '', task: '' }, schema: {}, maxOutputTokens: 100 };
  await model.generate(call).catch(() => {});
  console.log(JSON.stringify({ before, after: sdk() }));
`;

test('when models are made, the SDK is not loaded before the first call, and then only what that call needs', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program],
    { cwd: project, encoding: 'utf8', timeout: 30_000, env: { ...process.env, NODE_OPTIONS: '' } },
  );
  expect(stderr).toBe('');
  const { before, after }: { before: string[]; after: string[] } = JSON.parse(stdout);
  expect(before).toEqual([]);
  expect(after).toEqual(expect.arrayContaining(['@ai-sdk/google', 'ai']));
  expect(after).not.toContain('@ai-sdk/openai-compatible');
});
