import { isIP } from 'node:net';

import { OutboundError } from './outbound-error.ts';

/** One URL on the way to a document. */
export interface Hop {
  /** Without a fragment. */
  url: URL;
  /** An address as is, without brackets, or a name without a dot at its end. */
  host: string;
  port: number;
  /** What messages call it: the person who gave the first URL hasn't seen the others. */
  name: string;
}

export interface HopRules {
  /** `any` is for the tests' own servers. */
  allowedPorts: readonly number[] | 'any';
}

/** Names that stand for this machine or for others of its network, whatever they resolve to. */
const innerDomains = [
  ...['localhost', 'localdomain', 'local', 'internal', 'intranet'],
  ...['private', 'corp', 'home', 'home.arpa', 'lan'],
];

/** The hop to a URL that a person gave. Throws `url-not-allowed`. */
export function firstHop(given: string, rules: HopRules): Hop {
  return allowedHop('The URL', given, undefined, rules);
}

/** The hop to where an answer redirects, which may be relative. Throws `url-not-allowed`. */
export function nextHop(location: string, from: Hop, rules: HopRules): Hop {
  const hop = allowedHop('The URL that it redirects to', location, from.url, rules);
  if (from.url.protocol === 'https:' && hop.url.protocol !== 'https:') {
    throw notAllowed(`${hop.name} is not encrypted, though the one before was`);
  }
  return hop;
}

/** Says no more than that, lest the message tells what the names of an inner network stand for. */
export const notPublic = ({ name }: Pick<Hop, 'name'>): OutboundError =>
  notAllowed(`${name} has a host that is not a public address`);

function allowedHop(name: string, given: string, base: URL | undefined, rules: HopRules): Hop {
  const url = URL.parse(given, base?.href);
  if (!url) throw notAllowed(`${name} is not a valid URL`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw notAllowed(`${name} begins with ${url.protocol}; only http: and https: are fetched`);
  }
  if (url.username !== '' || url.password !== '') {
    throw notAllowed(`${name} has a user name or a password in it`);
  }
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (rules.allowedPorts !== 'any' && !rules.allowedPorts.includes(port)) {
    throw notAllowed(`${name} has port ${port}; allowed: ${rules.allowedPorts.join(', ')}`);
  }
  // A dot at the end changes nothing but the spelling, and would hide a name from the comparisons below.
  url.hostname = url.hostname.replace(/\.+$/, '');
  url.hash = '';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 0 && isInnerName(host)) throw notPublic({ name });
  return { url, host, port, name };
}

const isInnerName = (host: string): boolean =>
  !host.includes('.') || innerDomains.some((domain) => host === domain || host.endsWith(`.${domain}`));

const notAllowed = (message: string): OutboundError => new OutboundError('url-not-allowed', message);
