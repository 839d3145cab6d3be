import { expect, it } from 'vitest';
import { terminalTexts } from './terminal-texts.ts';

it.each([
  ['en_GB.UTF-8', '28 November 2026'],
  ['it_IT.UTF-8', '28 novembre 2026'],
])('names a day as one reads it: %s', (locale, day) => {
  const { say } = terminalTexts({ LANG: locale });
  expect(say('postponed', { count: 2, last: Date.parse('2026-11-28') })).toContain(day);
});
