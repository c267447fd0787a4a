import { describe, expect, test } from '@jest/globals';

import { keyId as id, keySecret as secret } from '../testing/contract-keys.ts';
import { parseArguments } from './parse-arguments.ts';

describe('parseArguments of keys', () => {
  test('when create has every option, each is read', () => {
    const words =
      'keys create --owner anna --scopes jobs:read,admin,jobs:read --name CI --expires 30d --json --server http://f.test --key k';
    expect(parseArguments(words.split(' '))).toEqual({
      name: 'keys',
      action: 'create',
      owner: 'anna',
      scopes: ['jobs:read', 'admin'],
      keyName: 'CI',
      expires: { days: 30 },
      json: true,
      server: 'http://f.test',
      key: 'k',
    });
  });

  test('when create and list have no option, the API decides', () => {
    expect(parseArguments(['keys', 'create'])).toEqual({ name: 'keys', action: 'create', json: false });
    expect(parseArguments(['keys', 'list'])).toEqual({ name: 'keys', action: 'list', json: false });
  });

  test.each([id, `lf_${id}_${secret}`])('when the key to revoke is given as %s, its id is read', (given) => {
    expect(parseArguments(['keys', 'revoke', given])).toEqual({ name: 'keys', action: 'revoke', id });
  });

  test.each([
    ['2030-01-31', '2030-01-31T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
    ['2030-01-31T12:30', '2030-01-31T12:30:00.000Z'],
    ['2030-01-31T12:30:15.5Z', '2030-01-31T12:30:15.500Z'],
    ['2030-01-31T00:30:00+01:00', '2030-01-30T23:30:00.000Z'],
  ])('when a key expires %s, that is %s', (given, time) => {
    expect(parseArguments(['keys', 'create', '--expires', given])).toMatchObject({ expires: { time } });
  });

  test.each([
    '',
    'soon',
    '30',
    '0d',
    '-3d',
    '1.5d',
    '2030-02-30',
    '2030-13-01',
    '2030-01-31T25:00',
    '31.01.2030',
  ])('when a key shall expire "%s", it is wrong usage', (given) => {
    expect(() => parseArguments(['keys', 'create', `--expires=${given}`])).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: `--expires must be a date like 2030-01-31 or a number of days like 30d, got "${given}".\nSee: factoria keys --help`,
      }),
    );
  });

  test.each([
    ['keys', '--help'],
    ['keys', '-h'],
    ['keys', 'create', '--help'],
    ['keys', 'list', '-h'],
    ['keys', 'revoke', '--help'],
  ])('when the words are %s %s %s, help is wanted', (...words) => {
    expect(parseArguments(words.filter((word) => typeof word === 'string'))).toEqual({
      ...{ name: 'help', topic: 'keys' },
    });
  });

  test.each<[string[], string]>([
    [[], 'Say what to do with keys: create, list or revoke.\nSee: factoria keys --help'],
    [['remove'], 'Say what to do with keys'],
    [
      ['create', '--scopes', 'jobs:read,all'],
      '--scopes: there is no "all"; the scopes are jobs:read, jobs:write, admin.',
    ],
    [['create', '--scope', 'admin'], "Unknown option '--scope'.\nSee: factoria keys --help"],
    [['revoke'], 'Name the key to revoke by its id.'],
    [['revoke', 'anna'], 'The id of a key is 12 hexadecimal digits, as factoria keys list shows them.'],
    [['revoke', `${id}00`], 'The id of a key is 12 hexadecimal digits'],
  ])('when the words after keys are %j, it is wrong usage and the help is named', (words, message) => {
    expect(() => parseArguments(['keys', ...words])).toThrow(
      expect.objectContaining({ code: 'usage', exitCode: 2, message: expect.stringContaining(message) }),
    );
  });

  test.each([
    [[`lf_${id}_${secret}`]],
    [['create', `lf_${id}_${secret}`]],
    [['list', `lf_${id}_${secret}`]],
    [['revoke', id, `lf_${id}_${secret}`]],
    [['revoke', secret]],
    [['revoke', `LF_${id}_${secret}`]],
  ])('when a key stands where none belongs, no message repeats it (%#)', (words) => {
    expect(() => parseArguments(['keys', ...words])).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.not.stringContaining(secret) }),
    );
  });
});
