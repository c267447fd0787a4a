import { describe, expect, test } from '@jest/globals';

import { readConfiguration } from './config.ts';

describe('readConfiguration', () => {
  test('when nothing is set, everything is embedded on this machine alone', () => {
    expect(readConfiguration({})).toEqual({
      ...{ port: 3000, host: '127.0.0.1', dataDirectory: '.factoria', logLevel: 'info' },
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
    });
  });

  test.each([
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
