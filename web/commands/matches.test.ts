import { expect, test } from 'vitest';
import { matches } from './matches.ts';

test.each([
  ['User registration', 'reg', true],
  ['User registration', 'registration us', true],
  ['User registration', '', true],
  ['User registration', 'istration', false],
  ['Attività', 'attivita', true],
  ['Chiedere l’aggiornamento', "l'agg", true],
  ['تسجيل المستخدمين', 'المست', true],
])('%s, typed %j: %s', (text, typed, fits) => {
  expect(matches(text, typed)).toBe(fits);
});
