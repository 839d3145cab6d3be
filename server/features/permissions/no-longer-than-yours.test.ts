import { randomUUIDv7 } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApiKey } from '../../../contract/api-keys.ts';
import { changeGrant, grantPermission, listGrants, revokeGrant } from '../../../contract/grants.ts';
import type { ImportState } from '../../../contract/import-states.ts';
import { getImport, startImport } from '../../../contract/imports.ts';
import { listImportRows } from '../../../contract/import-plan.ts';
import { actOnInvitations, getInvitationBatch, previewBatch } from '../../../contract/invitation-batches.ts';
import { editInvitation } from '../../../contract/invitation-changes.ts';
import { handOverLink, resendInvitation } from '../../../contract/invitations.ts';
import { joinOrganization } from '../../../contract/join.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { getSession } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { callWithKey } from '../../../tests/support/call-with-key.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import type { Answer } from '../../../tests/support/send.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let deputy: Visitor & { readonly accountId: string };
const last = '2990-12-31';
const [sooner, later] = ['2990-06-30', '2991-01-01'];
const needed: readonly Permission[] = [
  'permissions:access',
  'permissions:can_grant',
  'user-registration:access',
  'user-registration:can_bulk_invite',
  'user-registration:can_hand_over_link',
];
const settings = { application: 'settings', permission: 'access' } as const;

beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  deputy = await member('deputy', needed);
  await give(founder, deputy.accountId, { until: last });
});
afterAll(() => server.stop());

let people = 0;
const member = (username: string, permissions: readonly Permission[] = []) =>
  makeMember(server, { slug: founder.slug, username, permissions });
const anybody = () => member(`anybody${(people += 1)}`);
const give = (by: Visitor, account: string, days: object = {}) =>
  send(by, grantPermission, { body: { account, ...settings, ...days } });
const invite = (by: Visitor, grants: readonly object[]) =>
  send(by, registerPerson, {
    body: {
      account: { email: `${randomUUIDv7()}@people.example` },
      grants,
      delivery: { channel: 'none' },
    },
  });
const invitationOf = ({ body }: Answer) => (body['invitation'] as { readonly id: string }).id;
const problems = ({ status, body }: Answer) => [status, body['fields']];
const message = `You hold this yourself until 31 December 2990: give it until then at the latest.`;
const tooLong = (field: string) => [422, { [field]: [{ code: 'grant.longer_than_yours', message }] }];

async function grantOf(accountId: string) {
  const { items } = await founder.call(listGrants, { query: { account: accountId } });
  const found = items.find(({ application }) => application === 'settings');
  if (!found) throw new Error('nothing granted');
  return found;
}
async function change(by: Visitor, accountId: string, days: object) {
  const { id, version } = await grantOf(accountId);
  return send(by, changeGrant, { id, body: { version, ...days } });
}

describe('nobody gives for longer than they hold it themselves (P20)', () => {
  it('at the form: neither without an end nor beyond their own', async () => {
    const { accountId } = await anybody();
    expect(problems(await give(deputy, accountId))).toEqual(tooLong('until'));
    expect(problems(await give(deputy, accountId, { until: later }))).toEqual(tooLong('until'));
    expect((await give(deputy, accountId, { until: last })).status).toBe(201);
  });

  it('nor the right to grant, while what they hold without an end is theirs to give', async () => {
    const granter = await member('granter', ['activity:access']);
    const right = { application: 'permissions', permission: 'can_grant' };
    await send(founder, grantPermission, { body: { account: granter.accountId, ...right, until: last } });
    const { accountId } = await anybody();
    const by = (body: object) => send(granter, grantPermission, { body: { account: accountId, ...body } });
    expect(problems(await by(right))).toEqual(tooLong('until'));
    expect((await by({ application: 'activity', permission: 'access' })).status).toBe(201);
  });

  it('nor lengthens their own grant, or what somebody else holds', async () => {
    const { accountId } = await anybody();
    await give(founder, accountId, { until: sooner });
    for (const whose of [deputy.accountId, accountId]) {
      expect(problems(await change(deputy, whose, { until: null }))).toEqual(tooLong('until'));
      expect(problems(await change(deputy, whose, { until: later }))).toEqual(tooLong('until'));
    }
    expect((await change(deputy, accountId, { until: last })).status).toBe(200);
  });

  it('but shortens what goes beyond it, and lets it begin sooner within their own days', async () => {
    const { accountId } = await anybody();
    await give(founder, accountId, { from: '2990-12-01' });
    expect((await change(deputy, accountId, { from: '2990-11-01' })).status).toBe(200);
    expect((await change(deputy, accountId, { until: '2999-01-01' })).status).toBe(200);
    expect(problems(await change(deputy, accountId, { until: '2999-01-02' }))).toEqual(tooLong('until'));
    const other = await anybody();
    await give(founder, other.accountId, { from: '2995-01-01' });
    expect(problems(await change(deputy, other.accountId, { from: '2990-11-01' }))).toEqual(tooLong('until'));
  });

  it('at the registration', async () => {
    expect(problems(await invite(deputy, [settings]))).toEqual(tooLong('grants.0.until'));
    expect((await invite(deputy, [{ ...settings, until: last }])).status).toBe(201);
  });

  it('editing an invitation: what somebody else gave stays, or is shortened', async () => {
    const id = invitationOf(await invite(founder, [settings]));
    let version = 1;
    const edit = async (days: object) => {
      const answer = await send(deputy, editInvitation, {
        id,
        body: { version, grants: [{ ...settings, ...days }] },
      });
      if (answer.status === 200) version = answer.body['version'] as number;
      return answer;
    };
    expect((await edit({})).status).toBe(200);
    expect((await edit({ until: sooner })).status).toBe(200);
    expect(problems(await edit({}))).toEqual(tooLong('grants.0.until'));
  });

  it('editing many: asked when it begins', async () => {
    const ids = [invitationOf(await invite(founder, [])), invitationOf(await invite(founder, []))];
    const edit = (days: object) =>
      send(deputy, actOnInvitations, {
        body: { action: 'edit', ids, grants: [{ ...settings, ...days }] },
      });
    expect(problems(await edit({}))).toEqual(tooLong('grants.0.until'));
    const { status, body } = await edit({ until: last });
    expect(status).toBe(202);
    const params = { id: String(body['id']) };
    const done = await vi.waitUntil(async () => {
      const batch = await founder.call(getInvitationBatch, { params });
      return batch.state === 'done' && batch;
    }, 10_000);
    expect(done.refused).toEqual([]);
  });

  it('in the rows of a file, at their cells', async () => {
    const text = `Email,Grants,Grants until\none@rows.example,settings:access,\ntwo@rows.example,settings:access,${later}\nthree@rows.example,settings:access,${last}\n`;
    const { id } = await deputy.call(startImport, { file: new Blob([text], { type: 'text/csv' }) });
    const until = (state: ImportState) =>
      vi.waitUntil(async () => (await deputy.call(getImport, { params: { id } })).state === state, 10_000);
    await until('planned');
    const { items } = await deputy.call(listImportRows, { params: { id } });
    const found = items.map(({ outcome, problems: said }) => [outcome, said.map((one) => one.field)]);
    expect(found).toEqual([
      ['blocked', ['grants_until']],
      ['blocked', ['grants_until']],
      ['create', []],
    ]);
  });

  it('by a key either, whose maker’s days count; the founder’s have no end', async () => {
    const body = {
      name: 'Nightly',
      permissions: ['permissions:can_grant', 'settings:access'] as Permission[],
    };
    const [one, other] = [await anybody(), await anybody()];
    const { key } = await founder.call(createApiKey, { body });
    expect((await give(callWithKey(server, key), one.accountId)).status).toBe(201);
    await askDatabase(server, `update api_key set account_id = $1`, [deputy.accountId]);
    expect(problems(await give(callWithKey(server, key), other.accountId))).toEqual(tooLong('until'));
  });

  it('nor takes the link of somebody who will hold it for longer', async () => {
    const id = invitationOf(await invite(founder, [settings]));
    const refused = {
      status: 403,
      body: { code: 'forbidden', permission: 'settings:access', reason: 'held_less_long' },
    };
    expect(await send(deputy, handOverLink, { id })).toMatchObject(refused);
    const elsewhere = { email: 'mine@thief.example' };
    expect(await send(deputy, resendInvitation, { id, body: elsewhere })).toMatchObject(refused);
    const order = {
      action: 'correct' as const,
      ids: [id],
      domain: { from: 'people.example', to: 'thief.example' },
    };
    const left = { refused: [{ reason: 'grants_beyond_yours', count: 1 }] };
    expect(await deputy.call(previewBatch, { body: order })).toMatchObject(left);
    expect(await deputy.call(actOnInvitations, { body: order })).toMatchObject(left);
    const within = invitationOf(await invite(founder, [{ ...settings, until: last }]));
    expect((await send(deputy, handOverLink, { id: within })).status).toBe(200);
  });

  it('nor while somebody else shortens it', async () => {
    const { accountId } = await anybody();
    await give(founder, accountId);
    const { id } = await grantOf(accountId);
    const holder = new pg.Client(server.database.superuser);
    await holder.connect();
    await holder.query('begin');
    // It may be looked at, and not be changed.
    await holder.query('lock table permission_grant in share row exclusive mode');
    // The version that comes next is easily guessed.
    const lengthened = send(deputy, changeGrant, { id, body: { version: 2, until: '2999-01-01' } });
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    const hasCome = async () => (await askDatabase(server, waits)).length > 0;
    const come = vi.waitUntil(hasCome, { timeout: 10_000 });
    await Promise.race([come, lengthened]);
    await holder.query('update permission_grant set version = 2, valid_until = $2 where id = $1', [
      id,
      `${sooner}T00:00:00Z`,
    ]);
    await holder.query('commit');
    await holder.end();
    expect(await lengthened).toMatchObject({ status: 409, body: { code: 'stale_version' } });
  });

  it('nor while somebody else takes it away', async () => {
    const { body } = await invite(founder, [settings]);
    const { id: invitation } = body['invitation'] as { readonly id: string };
    const { id: person } = body['account'] as { readonly id: string };
    const { id } = await grantOf(person);
    const row = { sql: 'select from permission_grant where account_id = $1 for update', values: [person] };
    const [revoked, edited] = await inLine(server, row, [
      () => send(founder, revokeGrant, { id }),
      () =>
        send(deputy, editInvitation, {
          id: invitation,
          body: { version: 1, grants: [{ ...settings, until: '2999-01-01' }] },
        }),
    ]);
    expect(revoked?.status).toBe(204);
    expect(edited && problems(edited)).toEqual(tooLong('grants.0.until'));
  });

  it('nor by a link: asked again when somebody joins, by the days that the giver has by then', async () => {
    const giver = await member('giver', needed);
    await give(founder, giver.accountId);
    const asked = async (days: object) => {
      const body = {
        account: { email: `${randomUUIDv7()}@people.example` },
        grants: [{ ...settings, ...days }],
        delivery: { channel: 'link' as const },
      };
      const { account, link } = await giver.call(registerPerson, { body });
      const token = link?.split('#')[1] ?? '';
      const join = () => server.visitor().call(joinOrganization, { body: { token, password: goodPassword } });
      return { id: account.id, join };
    };
    const joined = await asked({});
    await joined.join();
    const [endless, within, after] = [
      await asked({}),
      await asked({ until: sooner }),
      await asked({ from: later }),
    ];
    expect((await change(founder, giver.accountId, { until: last })).status).toBe(200);
    // Whoever lengthens it gives it, and somebody else's days count no more.
    const lengthened = await asked({ until: last });
    expect((await change(founder, lengthened.id, { until: null })).status).toBe(200);
    for (const { join } of [endless, within, after, lengthened]) await join();

    const heldUntil = async ({ id }: { readonly id: string }) =>
      (await founder.call(listGrants, { query: { account: id } })).items.map(({ until }) => until);
    // What was given to who had joined stays theirs.
    expect(await heldUntil(joined)).toEqual([null]);
    expect(await heldUntil(endless)).toEqual(['2991-01-01T00:00:00.000Z']);
    expect(await heldUntil(within)).toEqual(['2990-07-01T00:00:00.000Z']);
    expect(await heldUntil(after)).toEqual([]);
    expect(await heldUntil(lengthened)).toEqual([null]);
    const noted = await askDatabase(
      server,
      `select action, actor_id, person_id, fields, after from activity join activity_detail d on d.activity_id = activity.id
       where action = 'grant.shortened'`,
    );
    expect(noted).toEqual([
      {
        action: 'grant.shortened',
        actor_id: null,
        person_id: endless.id,
        fields: ['until'],
        after: { until: '2991-01-01T00:00:00.000Z' },
      },
    ]);
  });

  it('and is told their last days with the session', async () => {
    const until = { 'settings:access': last };
    expect(await deputy.call(getSession)).toMatchObject({ heldUntil: until });
    expect((await founder.call(getSession)).heldUntil).toEqual({});
  });
});
