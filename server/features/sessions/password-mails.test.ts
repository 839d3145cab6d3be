import { expect, test } from 'vitest';
import { allLinks, autoLinks } from '../../../tests/support/auto-links.ts';
import { createTexts } from '../../platform/texts.ts';
import { passwordChangedMail } from './password-changed-mail.ts';
import { passwordResetMail } from './password-reset-mail.ts';

const t = createTexts()('en');

const account = {
  organizationName: 'Alder Institute',
  username: 'anna.rossi2',
  publicUrl: 'https://people.alder.example',
};
const reset = { ...account, link: 'https://people.alder.example/reset#ids.secret', expiresInMinutes: 60 };
const changed = {
  ...account,
  signInUrl: 'https://people.alder.example/sign-in',
  changedAt: new Date('2026-11-29T13:10:00Z'),
  timeZone: 'Europe/Rome',
};
const hostileNames = ['evil.com', 'Visit https://evil.com', '<a href="//evil.com">x</a>'];

test('a reset says how long its link works, and links to nothing else', async () => {
  const mail = passwordResetMail(t, reset);
  expect(mail.subject).toBe('Choose a new password for Alder Institute');
  expect(mail.text).toContain('The link works once, for 60 minutes. Your username is anna.rossi2.');
  expect(passwordResetMail(t, { ...reset, expiresInMinutes: 1 }).text).toContain('for 1 minute.');
  expect(await allLinks(mail.html)).toEqual([reset.link, reset.publicUrl]);
});

test('a changed password is told with its moment, and with no link that acts', async () => {
  const mail = passwordChangedMail(t, changed);
  expect(mail.text).toContain('was changed on Sunday 29 November 2026, 14:10.');
  expect(await allLinks(mail.html)).toEqual([changed.signInUrl, changed.publicUrl]);
});

test.each(hostileNames)('an organization called %s puts no link in', async (organizationName) => {
  for (const [mail, harmless] of [
    [passwordResetMail(t, { ...reset, organizationName }), passwordResetMail(t, reset)],
    [passwordChangedMail(t, { ...changed, organizationName }), passwordChangedMail(t, changed)],
  ] as const) {
    expect(await allLinks(mail.html)).toEqual(await allLinks(harmless.html));
    expect(await autoLinks(mail.text)).toEqual(await autoLinks(harmless.text));
  }
});
