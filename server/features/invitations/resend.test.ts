import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { editInvitation } from '../../../contract/invitation-changes.ts';
import {
  getInvitation,
  handOverLink,
  listInvitations,
  resendInvitation,
  revokeInvitation,
} from '../../../contract/invitations.ts';
import {
  declineInvitation,
  inspectInvitation,
  joinOrganization,
  renewInvitation,
} from '../../../contract/join.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askForPasswordReset } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { invitationTokenOf } from '../../../tests/support/mailed-tokens.ts';
import { send } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer({ trustProxy: ['127.0.0.1/32'] });
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

let people = 0;
async function invite(channel: 'email' | 'link' | 'none' = 'email', sendAt?: string) {
  people += 1;
  const delivery = { channel, ...(sendAt !== undefined && { sendAt }) };
  const { account, invitation } = await founder.call(registerPerson, {
    body: { account: { email: `person${people}@people.example` }, delivery },
  });
  return { accountId: account.id, id: invitation.id };
}

const tokenOf = (id: string) => invitationTokenOf(server, id);
const look = async (token: string) => {
  const { status, body } = await send(server.visitor(), inspectInvitation, { body: { token } });
  return status === 200 ? body['state'] : body['code'];
};
const letPass = (accountId: string, time: string) =>
  askDatabase(server, 'update mail set created_at = created_at - $2::interval where account_id = $1', [
    accountId,
    time,
  ]);
const mailsTo = async (accountId: string) =>
  (await askDatabase(server, 'select 1 from mail where account_id = $1', [accountId])).length;
const resend = (id: string) => send(founder, resendInvitation, { id });

describe('sending again (P9)', () => {
  it('is told before when it is possible: a minute after the last mail, an hour after the fifth before', async () => {
    const { id, accountId } = await invite();
    const secondsLeft = async () => {
      const { nextMailAt } = await founder.call(getInvitation, { params: { id } });
      return nextMailAt === null ? null : (Date.parse(nextMailAt) - Date.now()) / 1000;
    };
    expect(await secondsLeft()).toBeGreaterThan(30);
    expect(await secondsLeft()).toBeLessThanOrEqual(61);
    await letPass(accountId, '2 minutes');
    expect(await secondsLeft()).toBeNull();
    for (let i = 0; i < 4; i++) {
      expect((await resend(id)).status).toBe(200);
      await letPass(accountId, '2 minutes');
    }
    expect(await secondsLeft()).toBeGreaterThan(2000);
    expect((await resend(id)).status).toBe(429);
  });

  it('ends the old link when it is done, and the new one works', async () => {
    const { id, accountId } = await invite();
    const old = await tokenOf(id);
    await letPass(accountId, '1 hour');
    expect((await resend(id)).status).toBe(200);
    expect([await look(old), await look(await tokenOf(id))]).toEqual(['invitation_revoked', 'open']);
    const joined = await send(server.visitor(), joinOrganization, {
      body: { token: old, password: goodPassword },
    });
    expect(joined.body['code']).toBe('invitation_revoked');
  });

  it('waits a minute after the last mail, and says how long', async () => {
    const { id, accountId } = await invite();
    const refused = await resend(id);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(55);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    // Refused means that nothing happened: the first link lives.
    expect(await look(await tokenOf(id))).toBe('open');
    await letPass(accountId, '60 seconds');
    expect((await resend(id)).status).toBe(200);
  });

  it('mails one person five times an hour, resets included, by whatever way', async () => {
    const { id, accountId } = await invite();
    const statuses = [];
    for (let i = 0; i < 6; i++) {
      await letPass(accountId, '61 seconds');
      statuses.push((await resend(id)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    await letPass(accountId, '56 minutes');
    expect((await resend(id)).status).toBe(200);
  });

  it('counts a scheduled mail from when it leaves: before that it can be sent now, just after not again', async () => {
    const early = await invite('email', '2027-06-01T08:00');
    expect((await resend(early.id)).body['state']).toBe('queued');
    expect((await resend(early.id)).status).toBe(429);

    const left = await invite('email', '2027-06-01T08:00');
    await letPass(left.accountId, '1 day');
    await askDatabase(
      server,
      `update mail set send_at = now() - interval '10 seconds' where account_id = $1`,
      [left.accountId],
    );
    const refused = await resend(left.id);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(50);

    const moved = await invite('email', '2027-06-01T08:00');
    await letPass(moved.accountId, '1 day');
    const { version } = await founder.call(getInvitation, { params: { id: moved.id } });
    await founder.call(editInvitation, { params: { id: moved.id }, body: { version, sendAt: null } });
    expect((await resend(moved.id)).status).toBe(429);
  });

  it('a scheduled one sent now by twenty at once: one mail leaves', async () => {
    const { id, accountId } = await invite('email', '2027-06-01T08:00');
    const answers = await Promise.all(Array.from({ length: 20 }, () => resend(id)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => ![200, 429].includes(answer.status))).toEqual([]);
    const mails = await askDatabase(
      server,
      `select 1 from mail where account_id = $1 and state <> 'dropped'`,
      [accountId],
    );
    expect(mails).toHaveLength(1);
  });

  it('twenty at once: one mail', async () => {
    const { id, accountId } = await invite('none');
    const answers = await Promise.all(Array.from({ length: 20 }, () => resend(id)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => ![200, 429].includes(answer.status))).toEqual([]);
    expect(await mailsTo(accountId)).toBe(1);
  });

  it.each(['revoked', 'bounced', 'opened', 'unsent', 'handed_over'])('revives what is %s', async (state) => {
    const { id, accountId } = await invite();
    await letPass(accountId, '1 hour');
    await askDatabase(server, 'update invitation set state = $2, expires_at = now() where id = $1', [
      id,
      state,
    ]);
    const answer = await resend(id);
    expect([answer.status, answer.body['state']]).toEqual([200, 'queued']);
    expect(await look(await tokenOf(id))).toBe('open');
  });

  it('has nothing to do where the person joined', async () => {
    const { id, accountId } = await invite();
    await letPass(accountId, '1 hour');
    await send(server.visitor(), joinOrganization, {
      body: { token: await tokenOf(id), password: goodPassword },
    });
    for (const route of [resendInvitation, revokeInvitation, handOverLink]) {
      expect((await send(founder, route, { id })).status).toBe(409);
    }
    await letPass(accountId, '1 hour');
    await server.visitor().call(askForPasswordReset, { body: { login: `person${people}` } });
    expect(await mailsTo(accountId)).toBe(2);
  });
});

describe('revoking', () => {
  it('ends the link at once and once, and the account can be invited again (ruling 18)', async () => {
    const { id } = await invite();
    const token = await tokenOf(id);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send(founder, revokeInvitation, { id })),
    );
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409, 409, 409, 409]);
    expect(await look(token)).toBe('invitation_revoked');
    const handed = await founder.call(handOverLink, { params: { id } });
    expect(await look(handed.link.split('#')[1] ?? '')).toBe('open');
    expect(await look(token)).toBe('invitation_revoked');
  });

  it('shows in the list and the timeline what happened, by whom', async () => {
    const { id } = await invite();
    await founder.call(revokeInvitation, { params: { id } });
    const { timeline, state, abilities } = await founder.call(getInvitation, { params: { id } });
    expect(state).toBe('revoked');
    expect(abilities).toMatchObject({ resend: true, revoke: false });
    expect(timeline.find((entry) => entry.kind === 'revoked')?.by).toBe('founder');
    const { items } = await founder.call(listInvitations, { query: { state: 'revoked' } });
    expect(items.map((item) => item.id)).toContain(id);
  });
});

describe('asking for a new link', () => {
  const ask = (token: string) => send(server.visitor(), renewInvitation, { body: { token } });
  /** Once its mail has left: that is when the days of its link begin. */
  const expire = async (id: string) => {
    await vi.waitUntil(async () => {
      const waiting = `select 1 from mail where about_id = $1 and state in ('queued', 'sending')`;
      return (await askDatabase(server, waiting, [id])).length === 0;
    }, 5000);
    await askDatabase(server, `update invitation set expires_at = now() where id = $1`, [id]);
  };

  it('answers the same for any text (P11)', async () => {
    const { id, accountId } = await invite();
    await letPass(accountId, '2 hours');
    const live = await tokenOf(id);
    const ended = await invite();
    await founder.call(revokeInvitation, { params: { id: ended.id } });
    const said = [];
    for (const token of [live, await tokenOf(ended.id), 'nonsense', `${'A'.repeat(44)}.${'A'.repeat(43)}`])
      said.push(await ask(token));
    await expire(id);
    said.push(await ask(live), await ask(live));
    expect(new Set(said.map((answer) => `${answer.status} ${answer.text}`))).toEqual(new Set(['202 {}']));
  });

  it('tells the inviter that somebody waits where nothing may leave now, and sends nothing', async () => {
    const { id, accountId } = await invite();
    await letPass(accountId, '2 hours');
    const token = await tokenOf(id);
    await expire(id);
    // As many came back as stop all sending.
    await askDatabase(
      server,
      `insert into mail (organization_id, id, account_id, kind, language, about_id, generation, data, state, finished_at, bounced_at, created_at)
       select organization_id, gen_random_uuid(), account_id, 'invitation', 'en', gen_random_uuid(), 1, '{}', 'refused', now(), now(), now() - interval '3 hours'
       from mail, generate_series(1, 60) where about_id = $1`,
      [id],
    );
    expect((await ask(token)).status).toBe(202);
    expect(await look(token)).toBe('expired');
    const { timeline } = await founder.call(getInvitation, { params: { id } });
    expect(timeline.filter(({ kind }) => kind === 'renewal_asked')).toHaveLength(1);
    const told = () =>
      askDatabase<{ subject: string | null }>(
        server,
        `select subject from mail where about_id = $1 and kind = 'renewal_asked'`,
        [id],
      );
    await expect
      .poll(async () => (await told()).map(({ subject }) => subject), { timeout: 8000 })
      .toEqual(['A new link to Alder Institute is asked for']);
    // Sending goes on, and the person asks again after their hour.
    await askDatabase(
      server,
      `update mail set state = 'dropped' where state = 'refused' and account_id = $1`,
      [accountId],
    );
    await askDatabase(
      server,
      `update invitation_event set at = at - interval '2 hours' where invitation_id = $1 and kind = 'renewal_asked'`,
      [id],
    );
    await ask(token);
    expect(await look(token)).toBe('invitation_revoked');
  });

  it('sends one to the stored address where the link has ended, and tells the inviter; at most one an hour', async () => {
    const { id, accountId } = await invite();
    await letPass(accountId, '2 hours');
    const old = await tokenOf(id);
    await ask(old);
    expect(await mailsTo(accountId)).toBe(1);
    await expire(id);
    await Promise.all(Array.from({ length: 6 }, () => ask(old)));
    expect(await mailsTo(accountId)).toBe(2);
    const told = await askDatabase(
      server,
      `select account_id from mail where about_id = $1 and kind = 'renewal_asked'`,
      [id],
    );
    expect(told).toHaveLength(1);
    expect([await look(old), await look(await tokenOf(id))]).toEqual(['invitation_revoked', 'open']);
    // Half an hour later, ended again: not yet.
    await letPass(accountId, '30 minutes');
    await askDatabase(
      server,
      `update invitation_event set at = at - interval '30 minutes' where invitation_id = $1`,
      [id],
    );
    await expire(id);
    await ask(await tokenOf(id));
    expect(await mailsTo(accountId)).toBe(2);
    await letPass(accountId, '31 minutes');
    await askDatabase(
      server,
      `update invitation_event set at = at - interval '31 minutes' where invitation_id = $1`,
      [id],
    );
    await ask(await tokenOf(id));
    expect(await mailsTo(accountId)).toBe(3);
  });

  it('by a link that a newer one ended sends nothing', async () => {
    const { id, accountId } = await invite();
    await letPass(accountId, '2 hours');
    const old = await tokenOf(id);
    await resend(id);
    await letPass(accountId, '2 hours');
    await expire(id);
    await ask(old);
    expect(await mailsTo(accountId)).toBe(2);
  });
});

describe('"this is not me"', () => {
  it('ends the invitation once and tells the inviter once', async () => {
    const { id } = await invite();
    const token = await tokenOf(id);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => send(server.visitor(), declineInvitation, { body: { token } })),
    );
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([204, 410, 410, 410, 410, 410]);
    expect(await look(token)).toBe('invitation_revoked');
    const [row] = await askDatabase(
      server,
      `select (select count(*)::int from mail where about_id = $1 and kind = 'invitation_declined') as mails,
         (select count(*)::int from activity where subject_id = $1 and action = 'invitation.declined') as acts,
         (select state from account where id = (select account_id from invitation where id = $1)) as account`,
      [id],
    );
    expect(row).toEqual({ mails: 1, acts: 1, account: 'invited' });
  });
});

describe('handing a link over (T8)', () => {
  it('gives each link once, ends the one before, and is noted each time', async () => {
    const { id } = await invite();
    const links = [];
    for (let i = 0; i < 3; i++)
      links.push((await founder.call(handOverLink, { params: { id } })).link.split('#')[1] ?? '');
    expect(new Set(links).size).toBe(3);
    expect(await Promise.all(links.map(look))).toEqual(['invitation_revoked', 'invitation_revoked', 'open']);
    const [row] = await askDatabase(
      server,
      `select (select count(*)::int from invitation_event where invitation_id = $1 and kind = 'handed_over') as events,
         (select count(*)::int from activity where subject_id = $1 and action = 'invitation.handed_over') as acts`,
      [id],
    );
    expect(row).toEqual({ events: 3, acts: 3 });
  });

  it('stops the mail that was on its way', async () => {
    const { id } = await invite('none');
    await founder.call(resendInvitation, { params: { id } });
    await founder.call(handOverLink, { params: { id } });
    const { state, channel } = await founder.call(getInvitation, { params: { id } });
    expect([state, channel]).toEqual(['handed_over', 'link']);
  });
});
