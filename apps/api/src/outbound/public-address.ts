import { BlockList, isIP, isIPv4 } from 'node:net';

/**
 * The IANA IPv4 Special-Purpose Address Registry, and what else is no one's host on the internet. The few blocks of the
 * registry that are reachable from everywhere (AS112, AMT) serve no documents, and are refused like the others.
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const specialIpv4 = blockList('ipv4', [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // shared by a carrier's customers
  ['127.0.0.0', 8], // loopback
  ['168.63.129.16', 32], // public by its number, but on Azure the machine's own platform
  ['169.254.0.0', 16], // link-local, with the metadata of most clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // IETF protocol assignments
  ['192.0.2.0', 24], // documentation, TEST-NET-1
  ['192.31.196.0', 24], // AS112
  ['192.52.193.0', 24], // AMT
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['192.175.48.0', 24], // AS112, by direct delegation
  ['198.18.0.0', 15], // benchmarking
  ['198.51.100.0', 24], // documentation, TEST-NET-2
  ['203.0.113.0', 24], // documentation, TEST-NET-3
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
]);

/**
 * All that is assigned to hosts on the internet. Whatever lies outside is refused without being listed: loopback,
 * unique local, link-local, site-local, multicast, discard-only, segment routing, local NAT64, and what is yet to come.
 * https://www.iana.org/assignments/ipv6-address-space
 */
const globalIpv6 = blockList('ipv6', [['2000::', 3]]);

/** What of it the IANA IPv6 Special-Purpose Address Registry takes out: https://www.iana.org/assignments/iana-ipv6-special-registry */
const specialIpv6 = blockList('ipv6', [
  ['2001::', 23], // IETF protocol assignments: Teredo, benchmarking, ORCHID and others
  ['2001:db8::', 32], // documentation
  ['2620:4f:8000::', 48], // AS112, by direct delegation
  ['3fff::', 20], // documentation
]);

/**
 * Whether a literal address belongs to a host on the public internet. An IPv6 address that stands for an IPv4 one
 * (mapped, NAT64, 6to4) is judged by that. False for anything else than an address, and for one with a zone.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !specialIpv4.check(address, 'ipv4');
  // A zone names an interface of this machine.
  if (isIP(address) === 0 || address.includes('%')) return false;
  const embedded = embeddedIpv4(address);
  if (embedded !== undefined) return isPublicAddress(embedded);
  return globalIpv6.check(address, 'ipv6') && !specialIpv6.check(address, 'ipv6');
}

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}

/** Where an IPv6 address keeps an IPv4 one: the groups before it, and the first of the two that hold it. */
const embeddings = [
  { before: [0, 0, 0, 0, 0, 0xffff], at: 6 }, // IPv4-mapped, ::ffff:0:0/96
  { before: [0x64, 0xff9b, 0, 0, 0, 0], at: 6 }, // NAT64, 64:ff9b::/96
  { before: [0x2002], at: 1 }, // 6to4, 2002::/16
];

function embeddedIpv4(address: string): string | undefined {
  const groups = groupsOf(address);
  const embedding = embeddings.find(({ before }) => before.every((group, index) => groups[index] === group));
  if (!embedding) return undefined;
  return groups
    .slice(embedding.at, embedding.at + 2)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
}

/** The eight groups of an IPv6 address. A URL writes it in one way only: hexadecimal, without dots. */
function groupsOf(address: string): number[] {
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = [], tail = []] = written.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const left = Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...left, ...tail].map((group) => Number.parseInt(group, 16));
}
