import { expect, test } from 'vitest';
import { allLinks, autoLinks } from '../../../tests/support/auto-links.ts';
import { createTexts } from '../../platform/texts.ts';
import { emailChangeMail } from './email-change-mail.ts';
import { newDeviceMail } from './new-device-mail.ts';
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
  liveKeys: 0,
};
const device = {
  ...account,
  at: new Date('2026-11-29T13:10:00Z'),
  timeZone: 'Europe/Rome',
  device: { browser: 'Firefox', system: 'Linux' },
  address: '203.0.113.5',
  securityUrl: 'https://people.alder.example/security',
  resetUrl: 'https://people.alder.example/reset-password',
};
const change = {
  ...account,
  from: 'anna@alder.example',
  to: 'anna@elsewhere.example',
  side: 'new' as const,
  link: 'https://people.alder.example/confirm-email#ids.secret',
  expiresAt: new Date('2026-11-30T13:10:00Z'),
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
  expect(mail.text).not.toContain('API key');
});

test('a changed password names the API keys that it does not end', () => {
  const told = 'API keys that you made still work: a new password does not end them.';
  for (const part of ['text', 'html'] as const)
    expect(passwordChangedMail(t, { ...changed, liveKeys: 3 })[part]).toContain(`3 ${told}`);
});

test('a sign-in from a new device says when, from what and from where, and what to do', async () => {
  const mail = newDeviceMail(t, device);
  expect(mail.text).toContain('on Sunday 29 November 2026, 14:10');
  expect(mail.text).toContain('Device: Firefox on Linux. Network address: 203.0.113.5.');
  expect(await allLinks(mail.html)).toEqual([device.securityUrl, device.resetUrl, device.publicUrl]);
  const unknown = newDeviceMail(t, { ...device, device: { browser: null, system: null } });
  expect(unknown.text).toContain('Device: one that did not say what it is.');
});

test('a change of email names both addresses to both, and holds that side’s one link', async () => {
  for (const side of ['old', 'new'] as const) {
    const mail = emailChangeMail(t, { ...change, side });
    expect(mail.text).toContain(change.from);
    expect(mail.text).toContain(change.to);
    expect(new Set(await allLinks(mail.html))).toEqual(new Set([change.link, change.publicUrl]));
  }
});

test.each(hostileNames)('an organization called %s puts no link in', async (organizationName) => {
  for (const [mail, harmless] of [
    [passwordResetMail(t, { ...reset, organizationName }), passwordResetMail(t, reset)],
    [passwordChangedMail(t, { ...changed, organizationName }), passwordChangedMail(t, changed)],
    [newDeviceMail(t, { ...device, organizationName }), newDeviceMail(t, device)],
    [emailChangeMail(t, { ...change, organizationName }), emailChangeMail(t, change)],
  ] as const) {
    expect(await allLinks(mail.html)).toEqual(await allLinks(harmless.html));
    expect(await autoLinks(mail.text)).toEqual(await autoLinks(harmless.text));
  }
});
