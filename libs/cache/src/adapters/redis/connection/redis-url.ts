import { CacheError } from '../../../errors.ts';

export interface HostAndPort {
  host: string;
  port: number;
}

interface Login {
  /** TLS, to Redis and to sentinels. */
  isSecure: boolean;
  user?: string;
  password?: string;
}

/** Where a Redis is, as a URL says it. */
export type RedisAddress = Login &
  (
    | { kind: 'standalone'; node: HostAndPort; database: number }
    | {
        kind: 'sentinel';
        sentinels: HostAndPort[];
        masterName: string;
        database: number;
        sentinelUser?: string;
        sentinelPassword?: string;
      }
    | { kind: 'cluster'; nodes: HostAndPort[] }
  );

const expected =
  'redis://[user:password@]host[:port][/database], ' +
  'redis+sentinel://[user:password@]host[:port],…/master-name[/database][?sentinelUser=…&sentinelPassword=…] or ' +
  'redis+cluster://[user:password@]host[:port],…, with rediss for TLS, and with what is special in a name or a ' +
  'password written as %xx';

const redisPort = 6379;
const sentinelPort = 26379;

/**
 * Reads the URL of a Redis alone, behind Sentinels, or of a Cluster. Ports are 6379 and 26379 when they are left out.
 * @throws {CacheError} `options-invalid`, which says what is wrong and shows nothing of the URL, since any part of it may
 * belong to a password that wasn't written as it has to be
 */
export function parseRedisUrl(url: string): RedisAddress {
  const parts =
    /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^/?#]*)@)?([^/?#@]+)([^?#]*)(?:\?([^#]*))?$/.exec(url);
  if (!parts) throw invalid('it has another form');
  const [, scheme, kind, login, hosts = '', path = '', query] = parts;
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded);
  const parameters = new URLSearchParams(query);
  const ofLogin: Login = { isSecure: scheme === 'rediss', ...parseLogin(login) };
  if (kind !== 'sentinel' && parameters.size > 0) throw invalid('only a URL of sentinels has parameters');

  if (kind === 'cluster') {
    if (segments.length > 0) throw invalid('a cluster has no databases');
    return { kind, ...ofLogin, nodes: parseHosts(hosts, redisPort) };
  }
  if (kind === 'sentinel') {
    const [masterName, database, ...rest] = segments;
    if (masterName === undefined || rest.length > 0) throw invalid('the path must be the name of the master');
    const sentinels = parseHosts(hosts, sentinelPort);
    const ofSentinel = parseSentinelLogin(parameters);
    return { kind, ...ofLogin, ...ofSentinel, sentinels, masterName, database: parseDatabase(database) };
  }
  const [node, ...others] = parseHosts(hosts, redisPort);
  if (node === undefined || others.length > 0)
    throw invalid('several hosts need redis+sentinel or redis+cluster');
  if (segments.length > 1) throw invalid('the path must be the number of a database');
  return { kind: 'standalone', ...ofLogin, node, database: parseDatabase(segments[0]) };
}

function parseLogin(login: string | undefined): Pick<Login, 'user' | 'password'> {
  if (login === undefined) return {};
  const colon = login.indexOf(':');
  const user = decoded(colon < 0 ? login : login.slice(0, colon));
  const password = colon < 0 ? '' : decoded(login.slice(colon + 1));
  if (password === '') throw invalid('the password is missing');
  return { ...(user !== '' && { user }), password };
}

function parseSentinelLogin(parameters: URLSearchParams): {
  sentinelUser?: string;
  sentinelPassword?: string;
} {
  const names = ['sentinelUser', 'sentinelPassword'];
  if ([...parameters.keys()].some((name) => !names.includes(name)))
    throw invalid('it has an unknown parameter');
  return Object.fromEntries(parameters);
}

function parseHosts(hosts: string, defaultPort: number): HostAndPort[] {
  return hosts.split(',').map((text) => {
    const [, ipv6, name, port = String(defaultPort)] =
      /^(?:\[([0-9a-f:.]+)\]|([^:[\]\s]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
    const host = ipv6 ?? name;
    if (host === undefined) throw invalid('a host or its port is not one');
    if (Number(port) < 1 || Number(port) > 65_535) throw invalid('a port is not between 1 and 65535');
    return { host, port: Number(port) };
  });
}

function parseDatabase(text: string | undefined): number {
  if (text === undefined) return 0;
  if (!/^\d{1,5}$/.test(text)) throw invalid('the database is not a number');
  return Number(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('a % is not followed by two hexadecimal digits');
  }
}

function invalid(problem: string): CacheError {
  return new CacheError(
    'options-invalid',
    `The URL of Redis can't be used: ${problem}. Expected is ${expected}.`,
  );
}
