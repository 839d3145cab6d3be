import { isPublicAddress } from '../../platform/public-network.ts';

/** The place of a network address, as far as the address says it: no database of places is asked. */
export function placeOf(address: string): 'this_machine' | 'closed_network' | 'internet' {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (plain === '::1' || plain.startsWith('127.')) return 'this_machine';
  return isPublicAddress(plain) ? 'internet' : 'closed_network';
}
