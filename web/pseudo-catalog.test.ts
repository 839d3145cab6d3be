import { expect, test } from 'vitest';
import { pseudoCatalog, pseudoText } from './pseudo-catalog.ts';

test('letters become Arabic ones, values and markup stay, the text grows', () => {
  expect(pseudoText('Sign in')).toBe('سىغن ىن سىغ');
  expect(pseudoText('From {{day}}, <b>now</b>?')).toMatch(/^\p{L}{4} \{\{day\}\}، <b>\p{L}{3}<\/b>؟ \p{L}/u);
  expect(pseudoText('–')).toBe('–');
});

test('a text with a number in it gets the six forms of Arabic', () => {
  const { people_one, people_other, people_few } = pseudoCatalog({
    people_one: 'One person',
    people_other: '{{count}} people',
  });
  expect([people_one, people_few]).toEqual([pseudoText('One person'), people_other]);
});
