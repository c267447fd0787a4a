import { describe, expect, test } from '@jest/globals';

import { parseArguments } from './parse-arguments.ts';

describe('parseArguments', () => {
  test('when make has only a file, everything else has its default', () => {
    expect(parseArguments(['make', 'notes.md'])).toEqual({
      name: 'make',
      file: 'notes.md',
      out: 'out',
      audio: false,
      useCache: true,
      json: false,
      quiet: false,
    });
  });

  test('when make has every option, each is read', () => {
    const words =
      'make - --webhook https://example.org/hook -o there --audio --materials outline,flashcards --title T --language pt-BR --target-minutes 7.5 ' +
      '--audience nurses --level advanced --max-cost 0.5 --no-cache --json --quiet --server https://factoria.test/base --key k';
    expect(parseArguments(words.split(' '))).toEqual({
      name: 'make',
      file: '-',
      out: 'there',
      audio: true,
      materials: ['outline', 'flashcards'],
      title: 'T',
      language: 'pt-BR',
      targetMinutes: 7.5,
      audience: 'nurses',
      level: 'advanced',
      maxCostUsd: 0.5,
      webhook: 'https://example.org/hook',
      useCache: false,
      json: true,
      quiet: true,
      server: 'https://factoria.test/base',
      key: 'k',
    });
  });

  test('when materials repeat or have spaces around them, each is taken once', () => {
    expect(parseArguments(['make', 'a', '--materials', 'faqs, outline,faqs'])).toMatchObject({
      materials: ['faqs', 'outline'],
    });
  });

  test('when a file begins with a dash, -- lets it pass', () => {
    expect(parseArguments(['make', '--audio', '--', '-notes.md'])).toMatchObject({
      file: '-notes.md',
      audio: true,
    });
  });

  test('when jobs has options, each is read, and the limit is 20 without', () => {
    expect(parseArguments(['jobs', '--status', 'failed', '--limit', '250', '--json'])).toEqual({
      ...{ name: 'jobs', status: 'failed', limit: 250, json: true },
    });
    expect(parseArguments(['jobs'])).toEqual({ name: 'jobs', limit: 20, json: false });
  });

  test.each([
    [['--help'], { name: 'help' }],
    [['-h'], { name: 'help' }],
    [['help'], { name: 'help' }],
    [['help', 'jobs'], { name: 'help', topic: 'jobs' }],
    [['make', '--help'], { name: 'help', topic: 'make' }],
    [['make', 'notes.md', '-h'], { name: 'help', topic: 'make' }],
    [['jobs', '--help'], { name: 'help', topic: 'jobs' }],
    [['help', 'keys'], { name: 'help', topic: 'keys' }],
    [['serve', '--help'], { name: 'help', topic: 'serve' }],
    [['serve'], { name: 'serve' }],
    [['--version'], { name: 'version' }],
  ])('when the words are %j, the command is %j', (words, command) => {
    expect(parseArguments(words)).toEqual(command);
  });

  test.each<[string[], string]>([
    [[], 'Say what to do.\nSee: factoria --help'],
    [['mkae'], 'There is no command mkae.\nSee: factoria --help'],
    [['--verbose'], 'There is no option --verbose.\nSee: factoria --help'],
    [['help', 'mkae'], 'help: must be one of make, serve, jobs, keys, got "mkae".\nSee: factoria --help'],
    [
      ['make'],
      'Name the file or the address to work on, or - for standard input.\nSee: factoria make --help',
    ],
    [['make', 'a', 'b', 'c'], 'One file at a time; b c is too many.\nSee: factoria make --help'],
    [['make', 'a', '--adio'], "Unknown option '--adio'.\nSee: factoria make --help"],
    [['make', 'a', '--out'], "Option '-o, --out <value>' argument missing.\nSee: factoria make --help"],
    [['make', 'a', '--audio=yes'], "Option '--audio' does not take an argument.\nSee: factoria make --help"],
    [['make', 'a', '--target-minutes', 'ten'], '--target-minutes must be a number above 0, got "ten".'],
    [['make', 'a', '--target-minutes', ''], '--target-minutes must be a number above 0, got "".'],
    [['make', 'a', '--target-minutes=-1'], '--target-minutes must be a number above 0, got "-1".'],
    [
      ['make', 'a', '--level', 'easy'],
      '--level must be one of beginner, intermediate, advanced, got "easy".',
    ],
    [
      ['make', 'a', '--materials', 'outline,cards'],
      '--materials: there is no "cards"; the kinds are outline,',
    ],
    [['make', 'a', '--materials', ''], '--materials: there is no ""'],
    [
      ['make', 'a', '--server', 'localhost:3000'],
      '--server must be an address like http://127.0.0.1:3000, got localhost:3000.',
    ],
    [['make', 'a', '--server', 'nonsense'], 'got nonsense.'],
    [
      ['make', 'https://'],
      'The source must be an address like https://example.org/page, got https://.\nSee: factoria make --help',
    ],
    [
      ['make', 'a', '--webhook', 'ftp://example.org'],
      '--webhook must be an address like https://example.org/hook, got ftp://example.org.',
    ],
    [['jobs', 'all'], 'jobs takes no all.\nSee: factoria jobs --help'],
    [
      ['jobs', '--status', 'done'],
      '--status must be one of pending, processing, completed, partial, failed, cancelled',
    ],
    [['jobs', '--limit', '0'], '--limit must be a number above 0, got "0".'],
    [['jobs', '--limit', '1.5'], '--limit must be a whole number, got 1.5.'],
    [['serve', '--port', '1'], "Unknown option '--port'.\nSee: factoria serve --help"],
    [['serve', 'now'], "Unexpected argument 'now'"],
  ])('when the words are %j, it is wrong usage and the help is named', (words, message) => {
    expect(() => parseArguments(words)).toThrow(
      expect.objectContaining({ code: 'usage', exitCode: 2, message: expect.stringContaining(message) }),
    );
  });
});
