import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as people from '../../../contract/people.ts';
import { allPermissions } from '../../../contract/permissions.ts';
import { getSession } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { grantTo, makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { send } from '../../../tests/support/send.ts';
import { longestTest, rounds } from '../../../tests/support/rounds.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

// P22, F23: exactly one founder, with an active account, always.

let server: TestFoyer;
beforeAll(async () => {
  server = await startTestFoyer();
});
afterAll(() => server.stop());

let houses = 0;
/** A founder who is a member, as after their own first identity. */
async function newHouse() {
  houses += 1;
  const founder = await server.found(`House ${houses}`);
  const { account } = await founder.call(getSession);
  await askDatabase(
    server,
    `insert into identity (organization_id, account_id, state, personal_code, validated_at)
     select organization_id, id, 'validated', '90000001', now() from account where id = $1`,
    [account.id],
  );
  const member = (username: string, identity: 'validated' | 'none' = 'validated') =>
    makeMember(server, { slug: founder.slug, username, identity });
  return { founder, founderId: account.id, member, slug: founder.slug };
}

const handOver = (visitor: Visitor, account: string) =>
  outcomeOf(visitor.call(people.handOverFounding, { body: { account } }));
const founders = (slug: string) =>
  askDatabase<{ id: string; state: string; identity: string }>(
    server,
    `select p.id, p.state, p.identity_state as identity from organization o
       join organization_settings s on s.organization_id = o.id
       join person p on p.organization_id = o.id and p.id = s.founder_id where slug = $1`,
    [slug],
  );

describe('the founder’s role', () => {
  it('is told to both by mail, each in their language', async () => {
    const { founder, founderId, member } = await newHouse();
    const heir = await member('erede');
    await askDatabase(server, `update account set language = 'it' where id = $1`, [heir.accountId]);
    await handOver(founder, heir.accountId);
    const mails = () =>
      askDatabase<{ to: string; kind: string; subject: string | null }>(
        server,
        `select account_id as to, kind, subject from mail where account_id = any($1) and kind like 'founding%' order by kind`,
        [[founderId, heir.accountId]],
      );
    await expect
      .poll(async () => (await mails()).every(({ subject }) => subject !== null), { timeout: 8000 })
      .toBe(true);
    expect(await mails()).toEqual([
      {
        to: founderId,
        kind: 'founding_given',
        subject: `You handed the founder’s role of House ${houses} over`,
      },
      { to: heir.accountId, kind: 'founding_received', subject: `House ${houses} ora è nelle sue mani` },
    ]);
    const refused = await handOver(founder, heir.accountId);
    expect(refused).toMatchObject({ kind: 'refused' });
    expect(await mails()).toHaveLength(2);
  });

  it('goes to a member; whoever had it keeps nothing but what they were granted, at the next request', async () => {
    const { founder, founderId, member, slug } = await newHouse();
    const heir = await member('heir');
    await grantTo(server, { accountId: founderId, permission: 'activity:access' });
    expect(await handOver(founder, heir.accountId)).toMatchObject({ kind: 'done' });
    expect(await founders(slug)).toEqual([{ id: heir.accountId, state: 'active', identity: 'validated' }]);
    const before = await founder.call(getSession);
    expect([before.account.isFounder, before.permissions]).toEqual([false, ['activity:access']]);
    const now = await heir.call(getSession);
    expect([now.account.isFounder, now.permissions]).toEqual([true, allPermissions]);
    expect(await handOver(founder, heir.accountId)).toMatchObject({ code: 'forbidden' });
    expect(await handOver(heir, founderId)).toMatchObject({ kind: 'done' });
  });

  it('goes to nobody else: an account alone, one that is not active, oneself, a stranger', async () => {
    const { founder, founderId, member, slug } = await newHouse();
    const others = await newHouse();
    const alone = await member('alone', 'none');
    const away = await member('away');
    const theirs = await others.member('theirs');
    await founder.call(people.suspendAccount, { params: { id: away.accountId } });
    for (const account of [
      alone.accountId,
      away.accountId,
      founderId,
      theirs.accountId,
      crypto.randomUUID(),
    ]) {
      expect(await handOver(founder, account)).toMatchObject({ status: 422 });
    }
    expect(await founders(slug)).toMatchObject([{ id: founderId }]);
  });

  it('is told again to who gave it, by the same key, though they are the founder no more (P32)', async () => {
    const { founder, founderId, member } = await newHouse();
    const heir = await member('heir');
    const other = await member('other');
    const give = (account: string, key: string) =>
      send(founder, people.handOverFounding, { body: { account }, headers: { 'idempotency-key': key } });
    expect((await give(heir.accountId, 'once')).status).toBe(204);
    expect((await give(heir.accountId, 'once')).status).toBe(204);
    expect((await give(heir.accountId, 'twice')).status).toBe(403);
    expect((await give(other.accountId, 'once')).body['code']).toBe('idempotency_key_reused');
    const handed = await askDatabase(
      server,
      `select 1 from activity where action = 'organization.handed_over' and actor_id = $1`,
      [founderId],
    );
    expect(handed).toHaveLength(1);
  });

  it('needs a fresh sign-in', async () => {
    const { founder, member } = await newHouse();
    const heir = await member('heir');
    await askDatabase(server, `update session set fresh_at = now() - interval '11 minutes'`);
    expect(await handOver(founder, heir.accountId)).toMatchObject({ status: 428 });
  });
});

describe('at the same time', () => {
  const settingsRow = (slug: string) => ({
    sql: `select from organization_settings s join organization o on o.id = s.organization_id where slug = $1 for update of s`,
    values: [slug],
  });

  it(
    'two hand-overs leave one founder',
    async () => {
      for (const round of rounds(3, 100)) {
        const { founder, member, slug } = await newHouse();
        const [one, other] = [await member(`one${round}`), await member('other')];
        const outcomes = await inLine(server, settingsRow(slug), [
          () => handOver(founder, one.accountId),
          () => handOver(founder, other.accountId),
        ]);
        expect(outcomes).toMatchObject([{ kind: 'done' }, { code: 'not_possible_now' }]);
        expect(await founders(slug)).toMatchObject([{ id: one.accountId, state: 'active' }]);
      }
    },
    longestTest,
  );

  it(
    'a hand-over and the closing, suspending or erasing of whom it is for end in one of the two orders',
    async () => {
      const acts = [people.closeAccount, people.suspendAccount, people.eraseAccount];
      for (const round of rounds(3, 100)) {
        for (const act of acts) {
          const { founder, founderId, member, slug } = await newHouse();
          const heir = await member('heir');
          const end = () => outcomeOf<unknown>(founder.call(act, { params: { id: heir.accountId } }));
          const give = () => handOver(founder, heir.accountId);
          const row = { sql: 'select from account where id = $1 for update', values: [heir.accountId] };
          const isFirst = round % 2 === 0;
          const [first, second] = await inLine(server, row, isFirst ? [give, end] : [end, give]);
          const now = await founders(slug);
          expect(now).toMatchObject([{ state: 'active', identity: 'validated' }]);
          expect(first).toMatchObject({ kind: 'done' });
          expect(second?.kind).toBe('refused');
          expect(now[0]?.id).toBe(isFirst ? heir.accountId : founderId);
        }
      }
    },
    longestTest,
  );
});
