import { testRule } from '../testing/test-rule.ts';

testRule('HT041', {
  valid: [
    {
      title: 'handed to production code',
      code: `import { each } from './subject';
test('visits', () => {
  const visit = jest.fn();
  each([1], visit);
  expect(visit).toHaveBeenCalledWith(1);
});`,
    },
    {
      title: 'handed over in an object',
      code: `import { expect, it, vi } from 'vitest';
import { register } from './subject';
it('sends', async () => {
  const send = vi.fn();
  const log = { info: vi.fn() };
  await register('Ann', { mailer: { send }, log });
  expect(send).toHaveBeenCalledTimes(1);
  expect(log.info).toHaveBeenCalledWith('Ann');
});`,
    },
    {
      title: 'the closure that calls it is handed over',
      code: `import { retry } from './subject';
test('tries three times', async () => {
  const work = jest.fn();
  await retry(() => {
    work('a');
    throw new Error('down');
  }, 3).catch(() => {});
  expect(work).toHaveBeenCalledTimes(3);
});`,
    },
    {
      title: 'called by the test, and wrapped by production code',
      code: `import { debounce } from './subject';
test('waits', () => {
  jest.useFakeTimers();
  const work = jest.fn();
  const later = debounce(work, 10);
  later('a');
  jest.runAllTimers();
  expect(work).toHaveBeenCalledWith('a');
});`,
    },
    {
      title: 'called by the test too, but handed over',
      code: `const sinon = require('sinon');
const { subscribe } = require('./subject');
it('hears', () => {
  const listener = sinon.spy();
  listener('before');
  subscribe(listener);
  sinon.assert.calledTwice(listener);
});`,
    },
    {
      title: "the module's factory refers to it",
      code: `import { register } from './subject';
const mockSend = jest.fn();
jest.mock('./mailer', () => ({ send: (...args: unknown[]) => mockSend(...args) }));
test('sends', async () => {
  await register('Ann');
  expect(mockSend).toHaveBeenCalledWith('Ann');
});`,
    },
    {
      title: "hoisted for the module's factory",
      code: `import { expect, test, vi } from 'vitest';
import { register } from './subject';
const { send } = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock('./mailer', () => ({ send }));
test('sends', async () => {
  await register('Ann');
  expect(send).toHaveBeenCalledWith('Ann');
});`,
    },
    {
      title: 'a mocked module that production code calls',
      code: `import { send } from './mailer';
import { register } from './subject';
jest.mock('./mailer');
test('sends', async () => {
  await register('Ann');
  expect(send).toHaveBeenCalledWith('Ann');
});`,
    },
    {
      title: 'a spy on the console',
      code: `import { main } from './subject';
test('greets', () => {
  const log = jest.spyOn(console, 'log').mockImplementation(() => {});
  main();
  expect(log).toHaveBeenCalledWith('Hello');
});`,
    },
    {
      title: 'the global fetch',
      code: `import { load } from './subject';
test('asks', async () => {
  const fetchMock = jest.fn().mockResolvedValue({ ok: true });
  globalThis.fetch = fetchMock;
  await load();
  expect(fetchMock).toHaveBeenCalledWith('/users');
});`,
    },
    {
      title: 'a handler in JSX',
      name: 'src/subject.test.tsx',
      code: `import { fireEvent, render, screen } from '@testing-library/react';
import { Button } from './subject';
test('clicks', () => {
  const onClick = jest.fn();
  render(<Button onClick={onClick} />);
  fireEvent.click(screen.getByRole('button'));
  expect(onClick).toHaveBeenCalledTimes(1);
});`,
    },
    {
      title: 'a property of a production object',
      code: `import { client } from './subject';
test('tells of an error', async () => {
  const onError = jest.fn();
  client.onError = onError;
  await client.send(null);
  expect(onError).toHaveBeenCalledWith('null');
});`,
    },
    {
      title: 'a helper hands it on',
      code: `import { setUp } from '../test/set-up';
test('saves', async () => {
  const onSave = jest.fn();
  const form = setUp({ onSave });
  await form.submit();
  expect(onSave).toHaveBeenCalledWith({});
});`,
      files: {
        'test/set-up.ts': `import { Form } from '../src/form';
export const setUp = (options: object) => new Form({ fields: [], ...options });`,
      },
    },
    {
      title: 'a hook has handed it over',
      code: `import { expect, it, vi, beforeEach } from 'vitest';
import { Service } from './subject';
const publish = vi.fn();
let service: Service;
beforeEach(() => {
  service = new Service({ publish });
});
it('publishes', async () => {
  await service.save('a');
  expect(publish).toHaveBeenCalledWith('saved', 'a');
});`,
    },
    {
      title: 'replaced in a sandbox',
      code: `const sinon = require('sinon');
const { expect } = require('chai');
const store = require('./store');
const { save } = require('./subject');
it('writes', () => {
  const write = sinon.fake();
  sinon.replace(store, 'write', write);
  save('a');
  expect(write.calledOnceWith('a')).to.equal(true);
});`,
    },
    {
      title: 'put in the place of a required module',
      code: `const proxyquire = require('proxyquire');
const sinon = require('sinon');
it('writes', () => {
  const write = sinon.stub();
  const { save } = proxyquire('./subject', { './store': { write } });
  save('a');
  sinon.assert.calledWith(write, 'a');
});`,
    },
    {
      title: 'a listener of the window',
      code: `import './subject';
test('hears of the size', () => {
  const onResize = jest.fn();
  window.addEventListener('resize', onResize);
  window.dispatchEvent(new Event('resize'));
  expect(onResize).toHaveBeenCalledTimes(1);
});`,
    },
    {
      title: 'a bound copy is handed over',
      code: `import assert from 'node:assert';
import { mock, test } from 'node:test';
import { each } from './subject.js';
test('visits', () => {
  const visit = mock.fn();
  each([1], visit.bind(null, 'left'));
  assert.deepEqual(visit.mock.calls[0].arguments, ['left', 1, 0]);
});`,
    },
    {
      title: "the mock's library is the project's own",
      code: `import { createDouble } from './subject';
test('keeps its calls', () => {
  const double = createDouble();
  double('a');
  expect(double.calls).toEqual([['a']]);
});`,
    },
  ],
  invalid: [
    {
      title: 'called by the test only',
      code: `test('is called', () => {
  const send = jest.fn();
  send('a');
  expect(send).toHaveBeenCalledWith('a');
});`,
      lines: [4],
    },
    {
      title: 'a mock of the file that the subject never gets',
      code: `import { expect, it, vi } from 'vitest';
import { register } from './subject';
const send = vi.fn();
it('sends', async () => {
  await register('Ann');
  send('Ann');
  expect(send).toHaveBeenCalledTimes(1);
});`,
      lines: [7],
    },
    {
      title: 'a mock that each test makes anew',
      code: `describe('mailer', () => {
  let send;
  beforeEach(() => {
    send = jest.fn();
  });
  it('sends', async () => {
    await send({ to: 'ann' });
    expect(send).toHaveBeenCalledWith({ to: 'ann' });
  });
});`,
      lines: [8],
    },
    {
      title: 'an object of mocks',
      code: `test('logs', () => {
  const logger = { info: jest.fn(), error: jest.fn() };
  logger.info('started');
  expect(logger.info).toHaveBeenCalledWith('started');
});`,
      lines: [4],
    },
    {
      title: 'through a function of the test itself',
      code: `import { expect, test, vi } from 'vitest';
test('handles', () => {
  const save = vi.fn();
  const handle = (value: string) => {
    save(value.trim());
  };
  handle(' a ');
  expect(save).toHaveBeenCalledWith('a');
});`,
      lines: [8],
    },
    {
      title: "sinon's assertion",
      code: `const sinon = require('sinon');
it('is called', () => {
  const send = sinon.spy();
  send('a');
  sinon.assert.calledOnceWithExactly(send, 'a');
});`,
      lines: [5],
    },
    {
      title: "sinon's property with chai",
      code: `const sinon = require('sinon');
const { expect } = require('chai');
it('is called', () => {
  const send = sinon.stub();
  send('a');
  expect(send.calledOnce).to.be.true;
});`,
      lines: [6],
    },
    {
      title: 'sinon-chai',
      code: `import chai, { expect } from 'chai';
import sinon from 'sinon';
import sinonChai from 'sinon-chai';
chai.use(sinonChai);
it('is called', () => {
  const send = sinon.fake();
  send('a');
  expect(send).to.have.been.calledWith('a');
});`,
      lines: [8],
    },
    {
      title: "node:test's count of calls",
      code: `import assert from 'node:assert';
import { mock, test } from 'node:test';
test('is called', () => {
  const send = mock.fn();
  send('a');
  assert.strictEqual(send.mock.callCount(), 1);
});`,
      lines: [6],
    },
    {
      title: 'the arguments out of the list of calls',
      code: `test('is called', () => {
  const send = jest.fn();
  send('a', 1);
  const [first] = send.mock.calls;
  expect(first).toEqual(['a', 1]);
});`,
      lines: [5],
    },
    {
      title: 'a mocked module that only the test calls',
      code: `import { send } from './mailer';
jest.mock('./mailer');
test('sends', async () => {
  await send('Ann');
  expect(send).toHaveBeenCalledWith('Ann');
});`,
      lines: [5],
    },
    {
      title: 'a stubbed method that only the test calls',
      code: `import { service } from './subject';
test('saves', () => {
  const save = jest.spyOn(service, 'save').mockImplementation(() => {});
  service.save(1);
  expect(save).toHaveBeenCalledWith(1);
});`,
      lines: [5],
    },
    {
      title: 'the component is rendered without the mock',
      name: 'src/subject.test.tsx',
      code: `import { render } from '@testing-library/react';
import { Button } from './subject';
test('clicks', () => {
  const onClick = jest.fn();
  render(<Button />);
  onClick();
  expect(onClick).toHaveBeenCalled();
});`,
      lines: [7],
    },
    {
      title: 'AVA',
      code: `import test from 'ava';
import sinon from 'sinon';
test('is called', (t) => {
  const send = sinon.spy();
  send();
  t.true(send.called);
});`,
      lines: [6],
    },
  ],
});
