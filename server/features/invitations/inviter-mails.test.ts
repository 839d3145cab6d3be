import { expect, test } from 'vitest';
import { allLinks, autoLinks } from '../../../tests/support/auto-links.ts';
import { createTexts } from '../../platform/texts.ts';
import { invitationDeclinedMail } from './invitation-declined-mail.ts';
import { renewalAskedMail } from './renewal-asked-mail.ts';

const t = createTexts()('en');

const data = {
  organizationName: 'Alder Institute',
  email: 'anna.rossi@evil.com',
  invitationsUrl: 'https://people.alder.example/invitations',
  publicUrl: 'https://people.alder.example',
  expiresAt: new Date('2026-11-29T13:10:00Z'),
  wasSent: true,
  timeZone: 'Europe/Rome',
};

test('the inviter is told that the person does not know them', () => {
  const mail = invitationDeclinedMail(t, data);
  expect(mail.subject).toBe('An invitation to Alder Institute was declined');
  expect(mail.text).toContain('You invited anna.rossi@evil.com to Alder Institute.');
});

test('the inviter is told that a new link was sent, and until when it works', () => {
  const mail = renewalAskedMail(t, data);
  expect(mail.subject).toBe('A new link to Alder Institute was sent');
  expect(mail.text).toContain('works until Sunday 29 November 2026, 14:10.');
});

test('the inviter is told that no link was sent, where sending is held back', () => {
  const mail = renewalAskedMail(t, { ...data, wasSent: false });
  expect(mail.subject).toBe('A new link to Alder Institute is asked for');
  expect(mail.text).toContain('none could be sent');
});

test.each([invitationDeclinedMail, renewalAskedMail])('links only to the invitations: %o', async (render) => {
  const mail = render(t, { ...data, organizationName: 'www.evil.com' });
  expect(await allLinks(mail.html)).toEqual([data.invitationsUrl, data.publicUrl]);
  expect(await autoLinks(mail.text)).not.toContain('http://www.evil.com');
});
