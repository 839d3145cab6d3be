import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  askForEmailChange,
  cancelEmailChange,
  confirmEmailChange,
  inspectEmailChange,
} from '../../../contract/email-change.ts';
import {
  getInvitation,
  handOverLink,
  listInvitations,
  resendInvitation,
  revokeInvitation,
} from '../../../contract/invitations.ts';
import { declineInvitation, joinOrganization, renewInvitation } from '../../../contract/join.ts';
import { getOutboxMail, listOutbox } from '../../../contract/outbox.ts';
import { registerPerson } from '../../../contract/registration.ts';
import {
  askForPasswordReset,
  changePassword,
  completePasswordReset,
  getSession,
  signIn,
} from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { autoLinks } from '../../../tests/support/auto-links.ts';
import { startMailServer } from '../../../tests/support/mail-server.ts';
import type { MailServer, ReceivedMail } from '../../../tests/support/mail-server.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let post: MailServer;
let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  post = await startMailServer();
  server = await startTestFoyer({ smtpUrl: post.url });
  founder = await server.found('Alder Institute');
});
afterAll(async () => {
  await server.stop();
  await post.stop();
});

const register = (email: string, delivery: { message?: string; sendAt?: string } = {}) =>
  founder.call(registerPerson, { body: { account: { email }, delivery: { channel: 'email', ...delivery } } });
const mailTo = (email: string, milliseconds?: number) =>
  post.waitForMail((mail) => mail.to === email, milliseconds);
const tokenIn = (mail: ReceivedMail, page: string) =>
  mail.links.find((link) => link.startsWith(`${server.origin}${page}#`))?.split('#')[1] ?? '';
const stateOf = async (id: string) => (await founder.call(getInvitation, { params: { id } })).state;
const kindsOf = async (id: string) =>
  (await founder.call(getInvitation, { params: { id } })).timeline.map((entry) => entry.kind).toReversed();
const until = (holds: () => Promise<boolean>) => vi.waitUntil(holds, { timeout: 10_000, interval: 50 });

describe('an invitation', () => {
  it('arrives, and its link joins', async () => {
    const { invitation } = await register('anna@people.example', { message: 'See you on Monday' });
    const mail = await mailTo('anna@people.example');
    await until(async () => (await stateOf(invitation.id)) === 'sent');
    expect(await kindsOf(invitation.id)).toEqual(['invited', 'queued', 'sent']);
    expect(mail.text).toContain('See you on Monday');
    const visitor = server.visitor();
    await visitor.call(joinOrganization, { body: { token: tokenIn(mail, '/join'), password: goodPassword } });
    expect((await visitor.call(getSession)).account.email).toBe('anna@people.example');
    expect(await stateOf(invitation.id)).toBe('accepted');
  });

  it('is accepted as such even where the person is faster than our own writing', async () => {
    const { invitation } = await register('fast@people.example');
    const mail = await mailTo('fast@people.example');
    await server
      .visitor()
      .call(joinOrganization, { body: { token: tokenIn(mail, '/join'), password: goodPassword } });
    await until(async () => (await kindsOf(invitation.id)).includes('sent'));
    expect(await stateOf(invitation.id)).toBe('accepted');
  });

  it('goes to the one stored address, in the envelope and in the header (T17)', async () => {
    for (const email of ["o'brien+tag@people.example", 'a{b}=?c@people.example', 'bücher@bücher.example']) {
      const answer = await send(founder, registerPerson, {
        body: { account: { email }, delivery: { channel: 'email' } },
      });
      if (answer.status === 422) continue;
      const { account } = answer.body as { account: { email: string } };
      const mail = await mailTo(account.email);
      const to = mail.headers.filter((header) => header.name === 'to').map((header) => header.line);
      expect(to).toEqual([`To: ${account.email}`]);
    }
  });

  it('that is not revoked in time is not the one that is sent', async () => {
    const inAMoment = () => new Date(Date.now() + 2500).toISOString();
    const [revoked, kept] = [
      await register('revoked@people.example', { sendAt: inAMoment() }),
      await register('scheduled@people.example', { sendAt: inAMoment() }),
    ];
    expect([revoked.invitation.state, kept.invitation.state]).toEqual(['scheduled', 'scheduled']);
    await founder.call(revokeInvitation, { params: { id: revoked.invitation.id } });
    const asked = Date.now();
    await mailTo('scheduled@people.example', 10_000);
    expect(Date.now() - asked).toBeGreaterThan(1500);
    await until(async () => {
      const rows = await askDatabase(server, `select 1 from mail where state = 'dropped' and about_id = $1`, [
        revoked.invitation.id,
      ]);
      return rows.length === 1;
    });
    expect(post.mails.filter((mail) => mail.to === 'revoked@people.example')).toEqual([]);
    await until(async () => (await stateOf(kept.invitation.id)) === 'sent');
  });

  it('that was sent again before it left is sent once, with the link that lives', async () => {
    const { invitation } = await register('twice@people.example', {
      sendAt: new Date(Date.now() + 1500).toISOString(),
    });
    await askDatabase(
      server,
      `update mail set created_at = created_at - interval '2 minutes' where about_id = $1`,
      [invitation.id],
    );
    await founder.call(resendInvitation, { params: { id: invitation.id } });
    const mail = await mailTo('twice@people.example');
    await until(async () => {
      const rows = await askDatabase(
        server,
        `select 1 from mail where about_id = $1 and state in ('sent', 'dropped')`,
        [invitation.id],
      );
      return rows.length === 2;
    });
    expect(post.mails.filter(({ to }) => to === 'twice@people.example')).toHaveLength(1);
    const joined = await send(server.visitor(), joinOrganization, {
      body: { token: tokenIn(mail, '/join'), password: goodPassword },
    });
    expect(joined.status).toBe(201);
  });
});

describe('a mail server that', () => {
  it('refuses the address for good: bounced, noted, not tried again', async () => {
    post.refuse((to) =>
      to.startsWith('unknown')
        ? { at: 'recipient', code: 550, text: '5.1.1 No such mailbox <b>here</b>' }
        : undefined,
    );
    const { invitation } = await register('unknown@people.example');
    await until(async () => (await stateOf(invitation.id)) === 'bounced');
    const { timeline } = await founder.call(getInvitation, { params: { id: invitation.id } });
    expect([timeline[0]?.kind, timeline[0]?.response]).toEqual([
      'bounced',
      '550 5.1.1 No such mailbox <b>here</b>',
    ]);
    const [row] = await askDatabase(
      server,
      `select (select count(*)::int from activity where action = 'invitation.bounced' and subject_id = $1) as noted,
         (select attempts from mail where about_id = $1) as attempts, (select state from mail where about_id = $1) as state`,
      [invitation.id],
    );
    expect(row).toEqual({ noted: 1, attempts: 1, state: 'refused' });
    const { items } = await founder.call(listInvitations, { query: { state: 'bounced' } });
    expect(items.map((item) => item.id)).toContain(invitation.id);
    // Its link was never given to anybody, but it can be handed over instead.
    expect((await founder.call(handOverLink, { params: { id: invitation.id } })).invitation.state).toBe(
      'handed_over',
    );
    post.refuse(() => undefined);
  });

  it('asks to come again later: delayed once in the timeline, then sent, once', async () => {
    let refused = 0;
    post.refuse((to) => {
      if (!to.startsWith('later') || refused >= 2) return undefined;
      refused += 1;
      return { at: 'recipient', code: 450, text: '4.2.1 Come again' };
    });
    const { invitation } = await register('later@people.example');
    // As if the waiting time between the tries had passed.
    const hurry = () =>
      askDatabase(server, `update pgboss.job set start_after = now() where state = 'retry'`);
    await until(async () => (await hurry()).length === 0 && (await stateOf(invitation.id)) === 'sent');
    expect(await kindsOf(invitation.id)).toEqual(['invited', 'queued', 'delayed', 'sent']);
    expect(post.mails.filter((mail) => mail.to === 'later@people.example')).toHaveLength(1);
    post.refuse(() => undefined);
  }, 30_000);

  it('is down: people go on being registered, and get their mail when it is back (F5)', async () => {
    const { port } = new URL(post.url);
    await post.stop();
    const started = Date.now();
    const registered = await Promise.all(
      Array.from({ length: 10 }, (_, i) => register(`patient${i}@people.example`)),
    );
    expect(Date.now() - started).toBeLessThan(5000);
    const [first] = registered;
    await until(async () => (await kindsOf(first?.invitation.id ?? '')).includes('delayed'));
    expect(await stateOf(first?.invitation.id ?? '')).toBe('queued');
    post = await startMailServer(Number(port));
    for (let i = 0; i < 10; i++) await mailTo(`patient${i}@people.example`, 20_000);
    expect(post.mails).toHaveLength(10);
    await until(async () => (await stateOf(first?.invitation.id ?? '')) === 'sent');
    const mail = await mailTo('patient0@people.example');
    const joined = await send(server.visitor(), joinOrganization, {
      body: { token: tokenIn(mail, '/join'), password: goodPassword },
    });
    expect(joined.status).toBe(201);
  }, 40_000);
});

describe('the mails beside it', () => {
  it('a reset, and the word that the password was changed', async () => {
    await makeMember(server, { slug: founder.slug, username: 'forgets' });
    await server.visitor().call(askForPasswordReset, { body: { login: 'forgets' } });
    const address = 'forgets@alder-institute.example';
    const mail = await mailTo(address);
    await server.visitor().call(completePasswordReset, {
      body: { token: tokenIn(mail, '/reset-password'), password: 'violet harbour sextant plum' },
    });
    const told = await post.waitForMail(
      ({ to, messageId }) => to === address && messageId !== mail.messageId,
    );
    expect(told.html + told.text).not.toMatch(/reset-password#|violet/);
  });

  it('to the inviter: declined, and a new link asked for', async () => {
    const { invitation } = await register('not.me@people.example');
    const mail = await mailTo('not.me@people.example');
    await until(async () => (await stateOf(invitation.id)) === 'sent');
    await askDatabase(server, `update invitation set expires_at = now() where id = $1`, [invitation.id]);
    await askDatabase(
      server,
      `update mail set created_at = created_at - interval '2 minutes' where about_id = $1`,
      [invitation.id],
    );
    const before = post.mails.length;
    await server.visitor().call(renewInvitation, { body: { token: tokenIn(mail, '/join') } });
    const renewed = await post.waitForMail(
      ({ to, messageId }) => to === 'not.me@people.example' && messageId !== mail.messageId,
    );
    await post.waitForMail(({ to }) => to === founder.email);
    await server.visitor().call(declineInvitation, { body: { token: tokenIn(renewed, '/join') } });
    await until(async () => post.mails.length === before + 3);
    const toFounder = post.mails.filter(({ to }) => to === founder.email);
    expect(toFounder).toHaveLength(2);
    // What tells the inviter opens nothing for the person.
    for (const told of toFounder) expect(told.html + told.text).not.toMatch(/[\w-]{44}\.[\w-]{43}/);
  });

  it('a changed password is told once for each change', async () => {
    const visitor = await makeMember(server, { slug: founder.slug, username: 'changes' });
    await visitor.call(changePassword, {
      body: { current: goodPassword, password: 'violet harbour sextant plum' },
    });
    await visitor.call(changePassword, {
      body: { current: 'violet harbour sextant plum', password: goodPassword },
    });
    const told = () => post.mails.filter(({ to }) => to === 'changes@alder-institute.example').length;
    await until(async () => told() === 2);
    expect(told()).toBe(2);
  });
});

describe('what people wrote (T18, T20, P20m)', () => {
  it('adds no header, no markup and no link to a mail', async () => {
    const hostile = [
      'Look: https://evil.example/a and www.evil.example, evil.example',
      '<a href="https://evil.example">here</a><img src=x onerror=alert(1)>',
      'line one\r\nBcc: evil@evil.example\r\n\r\nbody',
      '[click](https://evil.example) mailto:evil@evil.example tel:+123456789',
    ];
    for (const [index, message] of hostile.entries()) {
      const email = `hostile${index}@people.example`;
      await register(email, { message });
      const mail = await mailTo(email);
      expect(mail.links.filter((link) => !link.startsWith(server.origin))).toEqual([]);
      const clickable = await autoLinks(mail.text);
      expect(clickable.filter((link) => !link.includes(new URL(server.origin).host))).toEqual([]);
      expect(mail.headers.filter((header) => ['bcc', 'cc'].includes(header.name))).toEqual([]);
      expect(mail.headers.filter((header) => header.name === 'to')).toHaveLength(1);
      expect(mail.html).not.toMatch(/<img src=x|<a href="https:\/\/evil/);
    }
  });

  it('no name of an organization does either', async () => {
    const names = [
      'Evil\r\nBcc: x@evil.example',
      'www.evil.example',
      'evil.example',
      'https://evil.example',
      'a\u2028b',
      'a\u0000b',
      'a\u202eb',
    ];
    for (const name of names) {
      const answer = await send(
        server.visitor(),
        { method: 'POST', path: '/setup' },
        {
          body: {
            token: 'x',
            organization: { name, slug: 'evil' },
            founder: { email: 'a@x.example', password: goodPassword },
          },
        },
      );
      expect(answer.status, name).toBe(422);
    }
  });
});

it('has no outbox while a mail server is set', async () => {
  expect((await send(founder, listOutbox)).status).toBe(404);
  expect((await send(founder, getOutboxMail, { id: '01a20000-0000-7000-8000-000000000000' })).status).toBe(
    404,
  );
});

it('keeps each mail in the outbox where none is set, for the founder alone, and says that it was looked at', async () => {
  const quiet = await startTestFoyer();
  const head = await quiet.found('Quiet House');
  const { invitation } = await head.call(registerPerson, {
    body: { account: { email: 'anna@people.example' }, delivery: { channel: 'email' } },
  });
  await until(async () => (await head.call(listOutbox, {})).items.length === 1);
  const { items } = await head.call(listOutbox, {});
  expect(items[0]).toMatchObject({ to: 'anna@people.example', kind: 'invitation' });
  expect(JSON.stringify(items)).not.toContain('#');
  const mail = await head.call(getOutboxMail, { params: { id: items[0]?.id ?? '' } });
  const token = /\/join#([\w.-]+)/.exec(mail.text)?.[1] ?? '';
  expect(await askDatabase(quiet, `select 1 from activity where action = 'mail.viewed'`)).toHaveLength(1);
  const detail = await head.call(getInvitation, { params: { id: invitation.id } });
  expect(detail.timeline.map((entry) => entry.kind)).toContain('kept_in_outbox');
  await quiet.visitor().call(joinOrganization, { body: { token, password: goodPassword } });
  // Its link is spent: there is nothing to show any more.
  expect((await send(head, getOutboxMail, { id: mail.id })).status).toBe(404);
  await quiet.stop();
});

describe('a change of email', () => {
  it('goes to both addresses, each with the link that confirms for it', async () => {
    const person = await makeMember(server, { slug: founder.slug, username: 'moves' });
    await person.call(askForEmailChange, { body: { email: 'moved@elsewhere.example' } });
    const toOld = await mailTo('moves@alder-institute.example');
    const toNew = await mailTo('moved@elsewhere.example');
    const sides = [];
    for (const mail of [toOld, toNew]) {
      const token = tokenIn(mail, '/confirm-email');
      sides.push((await server.visitor().call(inspectEmailChange, { body: { token } })).side);
      await server.visitor().call(confirmEmailChange, { body: { token } });
    }
    expect(sides).toEqual(['old', 'new']);
    expect((await person.call(getSession)).account.email).toBe('moved@elsewhere.example');
  });

  it('that was taken back leaves links that say so', async () => {
    const person = await makeMember(server, { slug: founder.slug, username: 'undecided' });
    await person.call(askForEmailChange, { body: { email: 'undecided@elsewhere.example' } });
    await mailTo('undecided@elsewhere.example');
    await person.call(cancelEmailChange);
    const token = tokenIn(await mailTo('undecided@elsewhere.example'), '/confirm-email');
    const answer = await send(server.visitor(), confirmEmailChange, { body: { token } });
    expect(answer.body['code']).toBe('link_used');
  });
});

describe('a sign-in from a new device', () => {
  it('is told to its owner', async () => {
    await makeMember(server, { slug: founder.slug, username: 'noticed' });
    await send(server.visitor(), signIn, {
      body: { organization: founder.slug, login: 'noticed', password: goodPassword },
      headers: { 'user-agent': 'curl/8.14.1' },
    });
    const mail = await mailTo('noticed@alder-institute.example');
    expect(mail.subject).toBe('A new sign-in to your account at Alder Institute');
    expect(mail.text).toContain('Device: curl. Network address: 127.0.0.1.');
  });
});
