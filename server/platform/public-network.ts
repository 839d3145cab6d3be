import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** What is not on the public internet: https://www.iana.org/assignments/iana-ipv4-special-registry */
const notPublic4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];

/** Of the public part of IPv6 (2000::/3) what carries other networks' addresses in it, or is for examples. */
const notPublic6 = ['2001::/23', '2001:db8::/32', '2002::/16'];

const special = networks([...notPublic4, ...notPublic6]);
const public6 = networks(['2000::/3']);

/** Whether an IP address is one that anybody on the internet could reach. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address);
  if (!isIPv6(address) || address.includes('%')) return false;
  return public6.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** @param entries addresses and CIDR networks, as `isNetwork` accepts them */
export function networks(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
