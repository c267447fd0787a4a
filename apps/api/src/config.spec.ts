import { describe, expect, test } from '@jest/globals';

import { readConfiguration } from './config.ts';

describe('readConfiguration', () => {
  test('when nothing is set, everything is embedded on this machine alone', () => {
    expect(readConfiguration({})).toEqual({
      ...{ port: 3000, host: '127.0.0.1', dataDirectory: '.factoria', logLevel: 'info' },
      writer: { kind: 'extractive' },
      cache: { kind: 'memory' },
    });
  });

  test('when a setting is empty, it counts as not set', () => {
    expect(readConfiguration({ PORT: ' ', FACTORIA_API_KEY: '' })).toEqual(readConfiguration({}));
  });

  test('when all is set, all is taken', () => {
    const key = 'k'.repeat(24);
    const environment = {
      PORT: '0',
      HOST: '::1',
      DATA_DIR: '/data',
      FACTORIA_API_KEY: key,
      LOG_LEVEL: 'debug',
    };

    expect(readConfiguration(environment)).toEqual({
      ...{ port: 0, host: '::1', dataDirectory: '/data', apiKey: key, logLevel: 'debug' },
      writer: { kind: 'extractive' },
      cache: { kind: 'memory' },
    });
  });

  test('when Gemini is to write, its model has a default, and what is not set is left to the library', () => {
    expect(readConfiguration({ WRITER: 'gemini', GEMINI_API_KEY: 'key' }).writer).toEqual({
      ...{ kind: 'gemini', apiKey: 'key', model: 'gemini-3.5-flash', limits: {} },
    });
  });

  test('when a server of the own is to write, all its settings are taken', () => {
    const environment = {
      ...{ WRITER: 'openai-compatible', MODEL_BASE_URL: 'http://127.0.0.1:11434/v1', MODEL: 'llama3.1:8b' },
      ...{ MODEL_API_KEY: 'key', MODEL_CONTEXT_TOKENS: '8192', MODEL_CONCURRENCY: '1' },
      ...{ MODEL_REQUESTS_PER_MINUTE: '60', MODEL_TOKENS_PER_MINUTE: '100000' },
      ...{ MODEL_PRICES_FILE: 'prices.json', JOB_CONCURRENCY: '3' },
    };
    expect(readConfiguration(environment)).toMatchObject({
      jobConcurrency: 3,
      writer: {
        ...{ kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:11434/v1', model: 'llama3.1:8b' },
        ...{ apiKey: 'key', contextTokens: 8192, pricesFile: 'prices.json' },
        limits: { concurrency: 1, requestsPerMinute: 60, tokensPerMinute: 100_000 },
      },
    });
  });

  test('when a shared cache is asked for, its address is taken', () => {
    expect(readConfiguration({ CACHE: 'redis', REDIS_URL: 'redis://cache:6379' }).cache).toEqual({
      ...{ kind: 'redis', url: 'redis://cache:6379' },
    });
  });

  test.each([
    [{ WRITER: 'gemini' }, 'GEMINI_API_KEY is missing; WRITER=gemini needs it.'],
    [
      { WRITER: 'openai-compatible', MODEL: 'a' },
      'MODEL_BASE_URL is missing; WRITER=openai-compatible needs it.',
    ],
    [
      { WRITER: 'openai-compatible', MODEL_BASE_URL: 'http://localhost/v1' },
      'MODEL is missing; WRITER=openai-compatible needs it.',
    ],
    [{ WRITER: 'gpt' }, 'WRITER is "gpt"; accepted: one of extractive, gemini, openai-compatible.'],
    [
      { GEMINI_API_KEY: 'a b' },
      'GEMINI_API_KEY has a wrong value; accepted: 1 to 512 visible ASCII characters.',
    ],
    [
      { MODEL_BASE_URL: 'localhost:11434' },
      'MODEL_BASE_URL is "localhost:11434"; accepted: an address that begins with http:// or https://.',
    ],
    [
      { MODEL_CONCURRENCY: '0' },
      'MODEL_CONCURRENCY is "0"; accepted: a whole number of calls from 1 to 1000.',
    ],
    [{ CACHE: 'redis' }, 'REDIS_URL is missing; CACHE=redis needs it.'],
    [{ CACHE: 'disk' }, 'CACHE is "disk"; accepted: one of memory, redis.'],
    [{ REDIS_URL: 'host:6379' }, 'REDIS_URL has a wrong value; accepted: an address like redis://host:6379'],
    [{ PORT: '-1' }, 'PORT is "-1"; accepted: a whole number from 0 to 65535.'],
    [{ PORT: '3e3' }, 'PORT is "3e3"; accepted: a whole number from 0 to 65535.'],
    [{ DATA_DIR: 'a\0b' }, 'DATA_DIR is "a\\u0000b"; accepted: the path of a folder.'],
    [
      { FACTORIA_API_KEY: 'k'.repeat(23) },
      'FACTORIA_API_KEY has a wrong value; accepted: 24 to 512 visible ASCII characters.',
    ],
    [
      { FACTORIA_API_KEY: 'k'.repeat(513) },
      'FACTORIA_API_KEY has a wrong value; accepted: 24 to 512 visible ASCII characters.',
    ],
  ])('when a value is wrong, one line names the setting and what is accepted: %o', (environment, line) => {
    expect(() => readConfiguration(environment)).toThrow(line);
  });
});
