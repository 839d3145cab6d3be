import { expect, test } from 'vitest';
import { createTexts } from '../../platform/texts.ts';
import { reminderMail } from './reminder-mail.ts';

const texts = createTexts();

const data = {
  organizationName: 'Alder Institute',
  inviterName: 'Marta Oliveira',
  link: 'https://people.alder.example/join#ids.secret',
  username: 'anna.rossi2',
  timeZone: 'Europe/Rome',
  publicUrl: 'https://people.alder.example',
  now: new Date('2026-11-24T09:00:00Z'),
};

test.each([
  ['en', '2026-11-29T13:10:00Z', 'still open until Sunday'],
  ['it', '2026-11-29T13:10:00Z', 'è riservato fino a domenica'],
  // No article can stand before a bare date: "al 7", but "all’8" and "al 1º".
  ['en', '2026-12-08T13:10:00Z', 'still open until Tuesday 8 December 2026'],
  ['it', '2026-12-08T13:10:00Z', 'è riservato fino a martedì 8 dicembre 2026'],
])('in %s, a place that is kept until %s: %s', (language, expiresAt, said) => {
  const mail = reminderMail(texts(language), { ...data, expiresAt: new Date(expiresAt) });
  expect(mail.subject.endsWith(said)).toBe(true);
  expect(mail.text.split('\n')[0]?.endsWith(said)).toBe(true);
});
