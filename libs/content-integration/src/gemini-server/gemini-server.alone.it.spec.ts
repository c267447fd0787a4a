import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { expect, test } from '@jest/globals';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Asks for an answer in a program that knows nothing of Jest. */
const program = `
  const { startGeminiServer } = await import('@la-factoria/content/testing/gemini-server');
  const { createGeminiTextModel } = await import('@la-factoria/content/models');
  const server = await startGeminiServer({ delay: () => 1 });
  const model = createGeminiTextModel({
    ...{ apiKey: 'k', baseUrl: server.baseUrl },
    // The SDK has a warning about this pair.
    ...{ model: 'gemini-3-pro-preview', thinking: 'minimal' },
  });
  const prompt = { rules: 'Write.', shared: '[1] Soil is a mixture of minerals, water and air.', task: 'Material: faqs' };
  const schema = { type: 'object', properties: { text: { type: 'string' } } };
  const { text } = await model.generate({ purpose: 'faqs', prompt, schema, maxOutputTokens: 100 });
  console.log(text);
  await server.close();
`;

test('when a program that is no test starts the server, it answers the adapter, warns of nothing, and the program ends', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program],
    { cwd: project, encoding: 'utf8', timeout: 30_000, env: { ...process.env, NODE_OPTIONS: '' } },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ text: expect.stringContaining('oil is a mixture of minerals') });
});
