import { expect, it } from 'vitest';
import { initials } from './initials.ts';

it.each([
  ['Marta Oliveira', 'MO'],
  ['anna.rossi2', 'AR'],
  ['karim', 'K'],
  ['Ludwig van Beethoven', 'LB'],
  ['Élodie Ørsted', 'ÉØ'],
  ['𐐷 x', '𐐏X'],
  ['', ''],
  ['...', ''],
])('takes the letters of %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
