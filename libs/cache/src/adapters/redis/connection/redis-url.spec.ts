import { describe, expect, test } from '@jest/globals';

import { parseRedisUrl } from './redis-url.ts';

describe('parseRedisUrl', () => {
  test.each([
    [
      'redis://localhost',
      { kind: 'standalone', isSecure: false, node: { host: 'localhost', port: 6379 }, database: 0 },
    ],
    [
      'rediss://ann:p%40ss%2Fword@cache.example:6380/3',
      {
        ...{ kind: 'standalone', isSecure: true, user: 'ann', password: 'p@ss/word' },
        ...{ node: { host: 'cache.example', port: 6380 }, database: 3 },
      },
    ],
    [
      'redis://:secret@[::1]:7000/',
      {
        ...{ kind: 'standalone', isSecure: false, password: 'secret' },
        ...{ node: { host: '::1', port: 7000 }, database: 0 },
      },
    ],
    [
      'redis+sentinel://:secret@a,b:5000/the%20master/2?sentinelUser=watch&sentinelPassword=t%26r',
      {
        ...{
          kind: 'sentinel',
          isSecure: false,
          password: 'secret',
          sentinelUser: 'watch',
          sentinelPassword: 't&r',
        },
        sentinels: [
          { host: 'a', port: 26379 },
          { host: 'b', port: 5000 },
        ],
        ...{ masterName: 'the master', database: 2 },
      },
    ],
    [
      'rediss+cluster://ann:secret@10.0.0.1:7001,10.0.0.2',
      {
        ...{ kind: 'cluster', isSecure: true, user: 'ann', password: 'secret' },
        nodes: [
          { host: '10.0.0.1', port: 7001 },
          { host: '10.0.0.2', port: 6379 },
        ],
      },
    ],
  ])('when it is given %s, it tells its parts', (url, address) => {
    expect(parseRedisUrl(url)).toEqual(address);
  });

  test.each([
    ['http://:secret@localhost', 'it has another form'],
    ['redis://', 'it has another form'],
    ['redis://ann@localhost', 'the password is missing'],
    ['redis://:sec/ret@localhost', 'a host or its port is not one'],
    ['redis://:secret@localhost:99999', 'a port is not between 1 and 65535'],
    ['redis://:secret@localhost:port', 'a host or its port is not one'],
    ['redis://:secret@localhost/first', 'the database is not a number'],
    ['redis://:secret@localhost/1/2', 'the path must be the number of a database'],
    ['redis://:secret@a,b', 'several hosts need redis+sentinel or redis+cluster'],
    ['redis://:secret@localhost?family=6', 'only a URL of sentinels has parameters'],
    ['redis://:sec%ret@localhost', 'a % is not followed by two hexadecimal digits'],
    ['redis+sentinel://:secret@a', 'the path must be the name of the master'],
    ['redis+sentinel://:secret@a/master?password=secret', 'it has an unknown parameter'],
    ['redis+cluster://:secret@a/1', 'a cluster has no databases'],
  ])('when it is given %s, it says that %s', (url, problem) => {
    expect(() => parseRedisUrl(url)).toThrow(
      expect.objectContaining({ code: 'options-invalid', message: expect.stringContaining(problem) }),
    );
  });

  test('when a password makes the URL unreadable, the error shows none of it', () => {
    const parts = ['hun', 'ter', '2'];
    expect(() => parseRedisUrl(`redis://:${parts.join('/')}@localhost`)).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/hun|ter2|localhost/) }),
    );
  });
});
