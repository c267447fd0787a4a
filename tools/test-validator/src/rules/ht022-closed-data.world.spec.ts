import { testRule } from '../testing/test-rule.ts';

// Production code reaches the assertion without being named in it: by the world, by globals, by the matcher.
testRule('HT022', {
  valid: [
    {
      title: 'a file that production wrote',
      code: `import { readFileSync } from 'node:fs';
import { generate } from './generate.ts';
it('writes', async () => {
  await generate('out');
  expect(readFileSync('out/a.txt', 'utf8')).toBe('a');
});`,
    },
    {
      title: 'the command is run as a process',
      code: `import { execFileSync, spawnSync } from 'node:child_process';
it('prints its version', () => {
  const { status, stdout } = spawnSync(process.execPath, ['cli.js', '--version'], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout.trim()).toBe('1.0.0');
});
it('prints help', () => {
  expect(execFileSync('node', ['cli.js', '--help']).toString()).toContain('usage');
});`,
    },
    {
      title: 'an address that answers',
      code: `it('answers', async () => {
  const response = await fetch('http://localhost:3000/health');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ok: true });
});`,
    },
    {
      title: 'a polyfill is imported for its effect',
      code: `import './array-polyfill.ts';
it('counts from the end', () => {
  expect([1, 2, 3].at(-1)).toBe(3);
});`,
    },
    {
      title: 'a polyfill is required for its effect',
      code: `require('../lib/string-polyfill');
it('reverses', () => {
  expect('abc'.reverse()).toBe('cba');
});`,
      name: 'test/string.test.js',
    },
    {
      title: 'production patches a global',
      code: `import { install } from './clock.ts';
it('stops the clock', () => {
  const clock = install({ now: 5 });
  expect(Date.now()).toBe(5);
  clock.uninstall();
});
it('sets a flag', () => {
  install({ now: 5 });
  expect(globalThis.isStopped).toBe(true);
  expect(process.exitCode).toBe(undefined);
});`,
      name: 'src/clock.test.js',
    },
    {
      title: 'the document that production filled',
      code: `import { mount } from './mount.ts';
it('mounts', () => {
  document.body.innerHTML = '<main></main>';
  mount();
  expect(document.querySelector('main').textContent).toBe('hello');
});`,
      name: 'src/mount.test.js',
    },
    {
      title: 'a component of production is rendered',
      code: `import { render } from '@testing-library/react';
import { Greeting } from './greeting';
it('greets', () => {
  const { container } = render(<Greeting name="Ada" />);
  expect(container.textContent).toBe('Hello Ada');
});`,
      name: 'src/greeting.test.tsx',
    },
    {
      title: 'a spy on the console, or one that production is given',
      code: `import { createService } from './service.ts';
it('warns', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
  createService({});
  expect(warn).toHaveBeenCalledWith('no name');
});
it('logs', () => {
  const logger = { info: jest.fn() };
  createService({ name: 'a', logger });
  expect(logger.info).toHaveBeenCalledTimes(1);
});`,
    },
    {
      title: 'the matcher is what is tested',
      code: `import { toBeDivisibleBy } from './to-be-divisible-by.ts';
expect.extend({ toBeDivisibleBy });
it('knows divisors', () => {
  expect(10).toBeDivisibleBy(5);
  expect(10).not.toBeDivisibleBy(3);
});`,
      name: 'src/to-be-divisible-by.test.js',
    },
    {
      title: 'a plugin of chai, and a serializer of snapshots, are what is tested',
      code: `import chai, { expect } from 'chai';
import { expect as jestExpect } from '@jest/globals';
import { plugin } from './plugin.ts';
import { serializer } from './serializer.ts';
chai.use(plugin);
it('adds a word to chai', () => {
  expect({ isOpen: true }).to.be.open;
});
it('prints', () => {
  jestExpect.addSnapshotSerializer(serializer);
  jestExpect({ a: 1 }).toMatchSnapshot();
});`,
      name: 'src/plugin.test.js',
    },
    {
      title: 'the module is loaded inside the test, in five ways',
      code: `const path = require('node:path');
it('a', () => assert.equal(require('../lib/add')(1, 2), 3));
it('b', async () => {
  const { add } = await import('../lib/add.mjs');
  assert.equal(add(1, 2), 3);
});
it('c', () => {
  const add = proxyquire('../lib/add', { './log': () => {} });
  assert.equal(add(1, 2), 3);
});
it('d', () => {
  jest.isolateModules(() => {
    const { LIMIT } = require('../lib/limits');
    expect(LIMIT).toBe(10);
  });
});
it('e', () => {
  const add = jest.requireActual('../lib/add');
  expect(add(1, 2)).toBe(3);
});`,
      name: 'test/add.test.js',
    },
    {
      title: 'code that was read or built is run',
      code: `const fs = require('node:fs');
const vm = require('node:vm');
const { compile } = require('../lib/compile');
it('runs the bundle', () => {
  const context = {};
  vm.runInNewContext(fs.readFileSync('dist/bundle.js', 'utf8'), context);
  expect(context.answer).toBe(42);
});
it('runs what was compiled', () => {
  const run = new Function('return ' + compile('1 + 1'));
  expect(run()).toBe(2);
});`,
      name: 'test/compile.test.js',
    },
    {
      title: 'an emitter or a stream of the platform that production was given',
      code: `import { EventEmitter, once } from 'node:events';
import { PassThrough } from 'node:stream';
import { pipeTo, relay } from './relay.ts';
it('relays', async () => {
  const target = new EventEmitter();
  relay(target);
  const [value] = await once(target, 'value');
  expect(value).toBe(1);
});
it('pipes', () => {
  const stream = new PassThrough();
  pipeTo(stream);
  expect(stream.read().toString()).toBe('a');
});`,
    },
    {
      title: 'an event of the test that production listens to',
      code: `import './shortcuts.ts';
it('closes on Escape', () => {
  const event = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true });
  document.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
});`,
    },
    {
      title: 'a global that a script tag or a set-up file made',
      code: `describe('the bundle', function () {
  it('has a version', function () {
    expect(window.Library.version).to.equal('1.0.0');
    expect(library.add(1, 2)).to.equal(3);
  });
});`,
      name: 'test/browser.test.js',
    },
    {
      title: 'a page of the browser',
      code: `import { expect, test } from '@playwright/test';
test('home', async ({ page }) => {
  await page.goto('/');
  expect(await page.title()).toBe('Home');
  await expect(page.locator('h1')).toHaveText('Home');
});`,
      name: 'e2e/home.spec.ts',
    },
    {
      title: 'supertest and nock look at the world themselves',
      code: `import nock from 'nock';
import request from 'supertest';
import { app } from './app.ts';
it('answers', () => request(app).get('/').expect(200, { ok: true }));
it('asks', async () => {
  const scope = nock('https://api.test').get('/').reply(200);
  await app.refresh();
  scope.done();
  expect(nock.isDone()).toBe(true);
});`,
    },
  ],
  invalid: [
    {
      title: 'a response that the test made up, next to a server that nobody asks',
      code: `import request from 'supertest';
import { app } from './app.ts';
it('answers', async () => {
  const response = { status: 201, headers: { location: '/users/1' } };
  expect(response.status).toBe(201);
  expect(response.headers.location).toMatch(/^\\/users\\//);
});`,
      lines: [3],
    },
    {
      title: 'text in the shape of a page, parsed by built-ins',
      code: `import { render } from './render.ts';
it('has a title', () => {
  const page = '<title>Home</title>';
  const title = page.slice(page.indexOf('>') + 1, page.lastIndexOf('<'));
  expect(title).toBe('Home');
});`,
      lines: [2],
    },
    {
      title: 'a Buffer there and back',
      code: `const { encode } = require('../lib/encode');
it('encodes', () => {
  const encoded = Buffer.from('abc').toString('base64');
  const decoded = Buffer.from(encoded, 'base64').toString();
  assert.strictEqual(decoded, 'abc');
});`,
      name: 'test/encode.test.js',
      lines: [2],
    },
    {
      title: 'props of an element that is never rendered, in TSX',
      code: `import { Button } from './button';
it('has a label', () => {
  const props = { label: 'Save', isDisabled: false };
  expect(props.label).toBe('Save');
  expect(props.isDisabled).toBe(false);
});`,
      name: 'src/button.test.tsx',
      lines: [2],
    },
  ],
});
