import { expect, test } from 'vitest';
import { findChoices } from './find-choices.ts';

const choices = ['Côte d’Ivoire', 'Dominica', 'Norway', 'Oman', 'Romania', 'Åland Islands'].map((label) => ({
  value: label,
  label,
}));
const found = (typed: string) => findChoices(choices, typed).map(({ label }) => label);

test('finds by any part of a name, what begins with it first, accents and case apart', () => {
  expect(found('OM')).toEqual(['Oman', 'Dominica', 'Romania']);
  expect(found(' aland')).toEqual(['Åland Islands']);
  expect(found("d'iv")).toEqual(['Côte d’Ivoire']);
  expect(found('')).toHaveLength(6);
  expect(found('xyz')).toEqual([]);
});
