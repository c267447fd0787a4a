import { testRule } from '../testing/test-rule.ts';

testRule('HT032', {
  valid: [
    {
      title: 'done is called in the callback',
      code: `import { EventEmitter } from 'node:events';
import { run } from './subject';
test('reports', (done) => {
  const events = new EventEmitter();
  events.on('end', (total) => {
    expect(total).toBe(2);
    done();
  });
  run(events);
});`,
    },
    {
      title: 'done is called at the end of a timer',
      code: `const { expect } = require('chai');
const { Cache } = require('./subject');
it('expires', function (done) {
  const cache = new Cache({ seconds: 0.01 });
  cache.set('a', 1);
  setTimeout(() => {
    expect(cache.get('a')).to.equal(undefined);
    done();
  }, 20);
});`,
    },
    {
      title: 'a promise is resolved in the callback, and awaited',
      code: `import { expect, it } from 'vitest';
import { Client } from './subject';
it('connects', async () => {
  const client = new Client();
  await new Promise<void>((resolve) => {
    client.on('ready', () => {
      expect(client.isOpen).toBe(true);
      resolve();
    });
    client.connect();
  });
});`,
    },
    {
      title: 'the promise is awaited later',
      code: `import { Client } from './subject';
test('answers', async () => {
  const client = new Client();
  const answered = new Promise<void>((resolve) => {
    client.on('message', (message) => {
      expect(message).toBe('pong');
      resolve();
    });
  });
  client.send('ping');
  await answered;
});`,
    },
    {
      title: 'a promise with its resolvers is resolved in the callback',
      code: `import { Client } from './subject';
test('answers', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  new Client().ping((message) => {
    expect(message).toBe('pong');
    resolve();
  });
  await promise;
});`,
    },
    {
      title: 'the number of assertions is promised',
      code: `import { Store } from './subject';
test('tells its listeners', () => {
  expect.assertions(1);
  const store = new Store();
  store.subscribe((state) => expect(state.count).toBe(1));
  store.increment();
});`,
    },
    {
      title: 'a plan counts the assertions',
      code: `import test from 'tape';
import { Store } from './subject';
test('tells its listeners', (t) => {
  t.plan(1);
  const store = new Store();
  store.subscribe((state) => t.equal(state.count, 1));
  store.increment();
});`,
    },
    {
      title: 'an asynchronous wrapper of another file runs its callback',
      code: `import { withClient } from '../test/with-client';
test('answers', async () => {
  await withClient(async (client) => {
    expect(await client.ping()).toBe('PONG');
  });
});`,
      files: {
        'test/with-client.ts': `import { connect } from '../src/client';
export async function withClient(run: (client: Client) => Promise<void>): Promise<void> {
  const client = await connect();
  try {
    await run(client);
  } finally {
    await client.close();
  }
}`,
      },
    },
    {
      title: 'a synchronous wrapper of the same file runs its callback',
      code: `import { mkdtempSync, rmSync } from 'node:fs';
import assert from 'node:assert';
import test from 'node:test';
import { write } from './subject.js';
function inFolder(use) {
  const folder = mkdtempSync('test-');
  use(folder);
  rmSync(folder, { recursive: true });
}
test('writes', () => {
  inFolder((folder) => {
    assert.equal(write(folder, 'a'), 1);
  });
});`,
    },
    {
      title: 'an unknown wrapper that is awaited',
      code: `import { act } from 'some-renderer';
import { mount } from './subject';
test('mounts', async () => {
  await act(async () => {
    expect(mount()).toBe(true);
  });
});`,
    },
    {
      title: 'an unknown wrapper that is returned',
      code: `const { expect } = require('chai');
const { transaction } = require('some-database');
const { insert } = require('./subject');
it('inserts', () => {
  return transaction(async (connection) => {
    expect(await insert(connection, { id: 1 })).to.equal(1);
  });
});`,
    },
    {
      title: 'an unknown wrapper makes the body of the test',
      code: `import { expect, it } from 'vitest';
import { withDatabase } from 'some-fixtures';
import { count } from './subject';
it('counts', withDatabase(async (database) => {
  expect(await count(database)).toBe(0);
}));`,
    },
    {
      title: 'a property runs its predicate',
      code: `import fc from 'fast-check';
import { decode, encode } from './subject';
test('decodes what it encoded', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(decode(encode(text))).toBe(text);
    }),
  );
});`,
    },
    {
      title: 'isolated modules run at once',
      code: `test('reads its environment', () => {
  jest.isolateModules(() => {
    process.env.MODE = 'fast';
    const { mode } = require('./subject');
    expect(mode).toBe('fast');
  });
});`,
    },
    {
      title: 'the storage of the asynchronous context runs its callback at once',
      code: `import { AsyncLocalStorage } from 'node:async_hooks';
import { currentUser } from './subject';
const storage = new AsyncLocalStorage<string>();
test('knows the user', () => {
  storage.run('Ann', () => {
    expect(currentUser(storage)).toBe('Ann');
  });
});`,
    },
    {
      title: 'the callback only gathers, the assertion stands after it',
      code: `import { Store } from './subject';
test('tells its listeners', () => {
  const seen: number[] = [];
  const store = new Store();
  store.subscribe((state) => seen.push(state.count));
  store.increment();
  expect(seen).toEqual([1]);
});`,
    },
    {
      title: 'the callback asserts, and that it was called is asserted too',
      code: `import { expect, test, vi } from 'vitest';
import { each } from './subject';
test('visits', () => {
  const visit = vi.fn((node) => {
    expect(node.depth).toBe(1);
  });
  each({ children: [{ depth: 1 }] }, visit);
  expect(visit).toHaveBeenCalledTimes(1);
});`,
    },
    {
      title: 'waitFor is awaited',
      name: 'src/subject.test.tsx',
      code: `import { render, screen, waitFor } from '@testing-library/react';
import { User } from './subject';
test('shows', async () => {
  render(<User id={1} />);
  await waitFor(() => {
    expect(screen.queryByText('Ann')).not.toBeNull();
  });
});`,
    },
    {
      title: 'a step of Playwright is awaited',
      code: `import { expect, test } from '@playwright/test';
test('signs in', async ({ page }) => {
  await test.step('opens', async () => {
    await page.goto('/');
    await expect(page).toHaveTitle('Sign in');
  });
});`,
    },
    {
      title: 'subtests',
      code: `import assert from 'node:assert';
import test from 'node:test';
import { parse } from './subject.js';
test('parses', async (t) => {
  await t.test('numbers', () => {
    assert.equal(parse('1'), 1);
  });
});`,
    },
    {
      title: 'a subprocess whose end calls done',
      code: `const assert = require('assert');
const { spawn } = require('child_process');
it('exits with 0', (done) => {
  const child = spawn('node', ['bin/cli.js', '--version']);
  child.on('close', (code) => {
    assert.strictEqual(code, 0);
    done();
  });
});`,
    },
    {
      title: "the callback of an API in Node's manner calls done",
      code: `const { expect } = require('chai');
const { readConfiguration } = require('./subject');
it('reads', (done) => {
  readConfiguration('a.json', (error, configuration) => {
    expect(error).to.equal(null);
    expect(configuration.port).to.equal(80);
    done();
  });
});`,
    },
    {
      title: 'supertest runs the callbacks of an awaited chain',
      code: `import request from 'supertest';
import { app } from './subject';
test('answers', async () => {
  await request(app)
    .get('/')
    .expect((response) => {
      if (response.body.version !== 2) throw new Error('wrong version');
    });
});`,
    },
    {
      title: "a loop by an array's method is no callback",
      code: `import { parse } from './subject';
test('parses', () => {
  [['1', 1], ['2', 2]].forEach(([text, value]) => {
    expect(parse(text)).toBe(value);
  });
});`,
    },
    {
      title: 'end of a stream in a promise',
      code: `import { createReadStream } from './subject';
test('streams', () =>
  new Promise((resolve, reject) => {
    const chunks = [];
    createReadStream('a')
      .on('data', (chunk) => chunks.push(chunk))
      .on('error', reject)
      .on('end', () => {
        expect(chunks.join('')).toBe('text');
        resolve();
      });
  }));`,
    },
  ],
  invalid: [
    {
      title: 'a listener that nobody waits for',
      code: `import { EventEmitter } from 'node:events';
import { run } from './subject';
test('reports', () => {
  const events = new EventEmitter();
  events.on('end', (total) => {
    expect(total).toBe(2);
  });
  run(events);
});`,
      lines: [5],
    },
    {
      title: 'a timer that nobody waits for',
      code: `const { expect } = require('chai');
const { Cache } = require('./subject');
it('expires', () => {
  const cache = new Cache({ seconds: 0.01 });
  cache.set('a', 1);
  setTimeout(() => expect(cache.get('a')).to.equal(undefined), 20);
});`,
      lines: [6],
    },
    {
      title: 'done is called outside of the callback',
      code: `const assert = require('assert');
const { Store } = require('./subject');
it('tells its listeners', (done) => {
  const store = new Store();
  store.on('change', (state) => {
    assert.equal(state.count, 1);
  });
  store.increment();
  done();
});`,
      lines: [5],
    },
    {
      title: "a callback in Node's manner without done",
      code: `import { readConfiguration } from './subject';
test('reads', () => {
  readConfiguration('a.json', (error, configuration) => {
    expect(error).toBeNull();
    expect(configuration.port).toBe(80);
  });
});`,
      lines: [3],
    },
    {
      title: 'an observable',
      code: `import { UserService } from './subject';
describe('UserService', () => {
  it('lists', () => {
    const service = new UserService();
    service.list().subscribe((users) => {
      expect(users).toHaveLength(2);
    });
  });
});`,
      lines: [5],
    },
    {
      title: 'the test awaits something else',
      code: `import { expect, it } from 'vitest';
import { Client } from './subject';
it('connects', async () => {
  const client = new Client();
  client.once('ready', () => expect(client.isOpen).toBe(true));
  await client.connect();
});`,
      lines: [5],
    },
    {
      title: 'the handler of a mocked server',
      code: `import { http, HttpResponse } from 'msw';
import { server } from '../test/server';
import { load } from './subject';
test('authenticates', async () => {
  server.use(
    http.get('https://api.test/users', ({ request }) => {
      expect(request.headers.get('authorization')).toBe('Bearer a');
      return HttpResponse.json([]);
    }),
  );
  await load();
});`,
      lines: [5],
    },
    {
      title: 'the end of a subprocess that nobody waits for',
      code: `import assert from 'node:assert';
import { spawn } from 'node:child_process';
import test from 'node:test';
test('exits with 0', () => {
  const child = spawn('node', ['bin/cli.js', '--version']);
  child.on('close', (code) => {
    assert.strictEqual(code, 0);
  });
});`,
      lines: [6],
    },
    {
      title: 'the wrapper keeps its callback and never runs it',
      code: `import { Queue } from './subject';
const pending: (() => void)[] = [];
function afterwards(run: () => void): void {
  pending.push(run);
}
test('drains', async () => {
  const queue = new Queue([1]);
  afterwards(() => {
    expect(queue.size).toBe(0);
  });
  await queue.drain();
});`,
      lines: [8],
    },
    {
      title: 'the implementation of a mock',
      code: `import { save } from './subject';
test('saves', async () => {
  const write = jest.fn();
  write.mockImplementation((user) => {
    expect(user.name).toBe('Ann');
  });
  await save({ name: 'Ann' }, write);
});`,
      lines: [4],
    },
    {
      title: 'what a stub calls',
      code: `import sinon from 'sinon';
import { expect } from 'chai';
import { save } from './subject';
it('saves', async () => {
  const store = { write: async () => {} };
  sinon.stub(store, 'write').callsFake(async (user) => {
    expect(user.name).to.equal('Ann');
  });
  await save({ name: 'Ann' }, store);
});`,
      lines: [6],
    },
    {
      title: 'a handler in JSX',
      name: 'src/subject.test.tsx',
      code: `import { fireEvent, render } from '@testing-library/react';
import { Form } from './subject';
test('submits', () => {
  const { container } = render(
    <Form
      onSubmit={(values) => {
        expect(values).toEqual({ name: '' });
      }}
    />,
  );
  fireEvent.submit(container);
});`,
      lines: [4],
    },
    {
      title: 'AVA and a stream',
      code: `import test from 'ava';
import { createReadStream } from './subject.js';
test('streams', (t) => {
  const stream = createReadStream('a');
  stream.on('data', (chunk) => t.is(String(chunk), 'text'));
  stream.resume();
});`,
      lines: [5],
    },
    {
      title: 'the next turn of the loop',
      code: `import { Batch } from './subject';
test('flushes', () => {
  const batch = new Batch();
  batch.add(1);
  process.nextTick(() => {
    expect(batch.size).toBe(0);
  });
});`,
      lines: [5],
    },
    {
      title: "Playwright's listener for requests",
      code: `import { expect, test } from '@playwright/test';
test('asks once', async ({ page }) => {
  page.on('request', (request) => {
    expect(request.url()).not.toContain('tracker');
  });
  await page.goto('/');
});`,
      lines: [3],
    },
  ],
});
