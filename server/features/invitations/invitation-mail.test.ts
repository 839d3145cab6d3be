import { expect, test } from 'vitest';
import { allLinks, autoLinks } from '../../../tests/support/auto-links.ts';
import { createTexts } from '../../platform/texts.ts';
import { invitationMail } from './invitation-mail.ts';
import type { InvitationMailData } from './invitation-mail.ts';

const t = createTexts()('en');

const data: InvitationMailData = {
  organizationName: 'Alder Institute',
  inviterName: 'Marta Oliveira',
  message: 'See you on Monday!\nBefore you come, look at the guide.',
  link: 'https://people.alder.example/join#ids.secret',
  username: 'anna.rossi2',
  expiresAt: new Date('2026-11-29T13:10:00Z'),
  timeZone: 'Europe/Rome',
  publicUrl: 'https://people.alder.example',
  notMeLink: 'https://people.alder.example/join/not-me#ids.secret',
};
const ourLinks = [data.link, data.notMeLink, data.publicUrl];

/** What a reader sees of the markup. */
function seen(html: string): string {
  return html
    .replace(/<(style|title)>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('\u200C', '')
    .replace(/\s+/g, ' ');
}

test('says who invites, where to, until when and as whom', () => {
  const mail = invitationMail(t, data);
  expect(mail.subject).toBe('Your place at Alder Institute is ready');
  for (const form of [seen(mail.html), mail.text]) {
    expect(form).toContain(
      'Marta Oliveira invited you to Alder Institute. Choose a password and you are in.',
    );
    expect(form).toContain(
      'The link works until Sunday 29 November 2026, 14:10. Your username is anna.rossi2.',
    );
    expect(form).toContain(data.link);
    expect(form).toContain('Before you come, look at the guide.');
  }
});

test('tells the end of the link in the time zone given', () => {
  const mail = invitationMail(t, { ...data, timeZone: 'Pacific/Auckland' });
  expect(mail.text).toContain('Monday 30 November 2026, 02:10');
});

test('keeps the lines of the message, each marked in the plain form', () => {
  const mail = invitationMail(t, { ...data, message: 'One\r\n\r\nTwo\u2028Three' });
  expect(mail.html).toContain('One<br /><br />Two<br />Three');
  expect(mail.text).toContain('> One\n>\n> Two\n> Three\n> Marta Oliveira\n');
});

test('has no place for a message that is not there', () => {
  const mail = invitationMail(t, { ...data, message: undefined });
  expect(mail.html).not.toContain('class="quote"');
  expect(mail.text).not.toContain('>');
});

test('says how to tell us only when there is a way', async () => {
  const mail = invitationMail(t, { ...data, notMeLink: undefined });
  expect(seen(mail.html)).toContain('If you don’t know them, you need not do anything.');
  expect(await allLinks(mail.html)).toEqual([data.link, data.publicUrl]);
});

const hostile = [
  'Visit http://evil.com',
  'evil.com',
  'www.evil.com',
  'eve@evil.com',
  '<a href="http://evil.com">Alder</a>',
  '"><img src=http://evil.com/x.png>',
  "' onmouseover='alert(1)",
  '</style><script src="//evil.com"></script>',
  '&lt;b&gt;',
  '$t(mail:invitation.heading) {{username}}',
  '\u0001username\u0001 \u0001tellUs\u0001',
  'Alder\r\n\r\nhttp://evil.com\r\n',
];

test.each(hostile)('puts no markup and no link in by a name or a message: %j', async (text) => {
  const harmless = invitationMail(t, { ...data, organizationName: 'x', inviterName: 'x', message: 'x' });
  const mail = invitationMail(t, { ...data, organizationName: text, inviterName: text, message: text });
  expect(new Set(await allLinks(mail.html))).toEqual(new Set(ourLinks));
  expect((await autoLinks(mail.text)).toSorted()).toEqual((await autoLinks(harmless.text)).toSorted());
  expect(tagsOf(mail.html)).toEqual(tagsOf(harmless.html));
  expect(mail.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
});

/** Every tag with its attributes, the line breaks of messages apart. */
function tagsOf(html: string): string[] {
  return (html.match(/<[^>]*>/g) ?? []).filter((tag) => tag !== '<br />');
}

test('shows names as they are written', () => {
  const mail = invitationMail(t, { ...data, organizationName: '{{inviter}} & <Söhne> $t(x)' });
  expect(mail.subject).toBe('Your place at {{inviter}} & <Söhne> $t(x) is ready');
  expect(mail.html).toContain('{{inviter}} &amp; &lt;Söhne&gt; $t(x)');
});

test('leaves a username fit for copying, and not a link', async () => {
  const mail = invitationMail(t, { ...data, username: 'evil.com' });
  expect(seen(mail.html)).toContain('Your username is evil.com.');
  expect(mail.text).toContain('Your username is evil.com.');
  expect(mail.html).toContain('evil<span>.</span>com');
});

test('fetches nothing and runs nothing', () => {
  const { html } = invitationMail(t, data);
  expect(html).not.toMatch(
    /<(img|script|link|iframe|object|form|svg|video)\b|\bsrc=|url\(|@import|@font-face/i,
  );
});

test('names its language and direction', () => {
  expect(invitationMail(t, data).html).toContain('<html lang="en-GB" dir="ltr">');
});
