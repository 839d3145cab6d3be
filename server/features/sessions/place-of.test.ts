import { expect, test } from 'vitest';
import { placeOf } from './place-of.ts';

test.each([
  ['127.0.0.1', 'this_machine'],
  ['::1', 'this_machine'],
  ['::ffff:127.0.0.1', 'this_machine'],
  ['192.168.1.20', 'closed_network'],
  ['::ffff:10.0.0.1', 'closed_network'],
  ['100.64.3.4', 'closed_network'],
  ['fd00::1', 'closed_network'],
  ['fe80::1', 'closed_network'],
  ['8.8.8.8', 'internet'],
  ['2606:4700::1111', 'internet'],
])('%s is of %s', (address, place) => {
  expect(placeOf(address)).toBe(place);
});
