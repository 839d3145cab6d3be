import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { actOnInvitations, getInvitationBatch, previewBatch } from '../../../contract/invitation-batches.ts';
import { editInvitation } from '../../../contract/invitation-changes.ts';
import { getInvitation, revokeInvitation } from '../../../contract/invitations.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { seedInvitations } from '../../../tests/support/seed-invitations.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';
import { chunkSize } from './run-batch.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const access = { application: 'user-registration', permission: 'access' } as const;
const bulk = { application: 'user-registration', permission: 'can_bulk_invite' } as const;

let people = 0;
async function invite(delivery: object = { channel: 'none' }) {
  people += 1;
  const body = { account: { email: `e${people}@edit.example` }, delivery } as never;
  return (await founder.call(registerPerson, { body })).invitation.id;
}

const look = (id: string) => founder.call(getInvitation, { params: { id } });
const edit = (ids: string[], changes: object, visitor: Visitor = founder) =>
  visitor.call(actOnInvitations, { body: { action: 'edit', ids, ...changes } });

async function untilDone(id: string) {
  const get = () => founder.call(getInvitationBatch, { params: { id } });
  await vi.waitUntil(async () => (await get()).state === 'done', { timeout: 30_000, interval: 50 });
  return get();
}

describe('editing many invitations', () => {
  it('changes the chosen alike, also mails that wait, and what is not named stays', async () => {
    const later = new Date(Date.now() + 86_400_000).toISOString();
    const ids = [await invite(), await invite({ channel: 'email', sendAt: later })];
    const before = await Promise.all(ids.map(look));
    const batch = await edit(ids, { population: 'external', language: 'it' });
    expect(batch).toMatchObject({ action: 'edit', state: 'done', total: 2, done: 2, refused: [] });
    for (const old of before) {
      const changed = { population: 'external', language: 'it', version: old.version + 1 };
      expect(await look(old.id)).toMatchObject({ ...changed, message: old.message, sendAt: old.sendAt });
    }
    const mails = await askDatabase(server, 'select language from mail where about_id = any($1)', [ids]);
    expect(mails).toEqual([{ language: 'it' }]);
    // Whoever had one open reads it anew before they save.
    const [id = ''] = ids;
    const stale = await send(founder, editInvitation, { id, body: { version: 1, message: 'Late' } });
    expect([stale.status, stale.body['code']]).toEqual([409, 'stale_version']);
  });

  it('adds permissions, takes none away, and leaves a held one its days', async () => {
    const [bare, held, over] = [await invite(), await invite(), await invite()];
    for (const id of [held, over]) {
      const grants = [
        { ...access, until: '2999-01-01' },
        { application: 'settings', permission: 'access' } as const,
      ];
      await founder.call(editInvitation, { params: { id }, body: { version: 1, grants } });
    }
    await askDatabase(
      server,
      `update permission_grant set valid_until = now() - interval '1 day'
       where valid_until is not null and account_id = (select account_id from invitation where id = $1)`,
      [over],
    );
    const wanted = { grants: [access, { ...bulk, from: '2998-01-01', until: '2998-12-31' }] };
    await edit([bare, held, over], wanted);
    await edit([bare, held, over], wanted);
    const settings = { application: 'settings', permission: 'access' };
    expect((await look(bare)).grants).toEqual(wanted.grants);
    const kept = { ...access, until: '2999-01-01' };
    expect((await look(held)).grants).toEqual([settings, kept, wanted.grants[1]]);
    expect((await look(over)).grants).toEqual([settings, ...wanted.grants]);
  });

  it('takes permissions away, whoever gave them and from when, and leaves the others', async () => {
    const [both, later, bare] = [await invite(), await invite(), await invite()];
    const settings = { application: 'settings', permission: 'access' } as const;
    const given = async (id: string, grants: object[]) =>
      founder.call(editInvitation, { params: { id }, body: { version: 1, grants: grants as never } });
    await given(both, [access, settings]);
    await given(later, [{ ...access, from: '2998-01-01' }, bulk]);
    const batch = await edit([both, later, bare], { withdraw: [access], grants: [bulk] });
    expect(batch).toMatchObject({ done: 3, refused: [] });
    expect((await look(both)).grants).toEqual([settings, bulk]);
    expect((await look(later)).grants).toEqual([bulk]);
    expect((await look(bare)).grants).toEqual([bulk]);
    const ended = await askDatabase(
      server,
      'select from permission_grant join organization_settings on founder_id = ended_by',
    );
    expect(ended).toHaveLength(2);
    const [told] = await askDatabase(
      server,
      `select fields, after from activity join activity_detail on activity_id = activity.id where activity.subject_id = $1`,
      [batch.id],
    );
    expect(told).toEqual({
      fields: ['grants', 'withdraw'],
      after: { grants: ['user-registration:can_bulk_invite'], withdraw: ['user-registration:access'] },
    });
  });

  it('is one entry of the activity, and one of each timeline', async () => {
    const ids = [await invite(), await invite()];
    const { id } = await edit(ids, { population: 'external', grants: [access] });
    const acts = await askDatabase(
      server,
      `select action, count, fields, after from activity join activity_detail on activity_id = activity.id
       where activity.subject_id = $1`,
      [id],
    );
    const after = { population: 'external', grants: ['user-registration:access'] };
    expect(acts).toEqual([
      { action: 'invitation.edited', count: 2, fields: ['population', 'grants'], after },
    ]);
    const events = await askDatabase(
      server,
      `select batch_id from invitation_event where invitation_id = any($1) and kind = 'edited'`,
      [ids],
    );
    expect(events).toEqual(ids.map(() => ({ batch_id: id })));
  });

  it('says for each that is left why, before and after', async () => {
    const ids = [await invite(), await invite(), await invite()];
    const [, revoked = '', joined = ''] = ids;
    await founder.call(revokeInvitation, { params: { id: revoked } });
    await askDatabase(
      server,
      `update account set state = 'active', activated_at = now() where id = (select account_id from invitation where id = $1)`,
      [joined],
    );
    const refused = expect.arrayContaining([
      { reason: 'accepted', count: 1 },
      { reason: 'already_revoked', count: 1 },
    ]) as unknown;
    const asked = await founder.call(previewBatch, { body: { action: 'edit', ids } });
    expect(asked).toMatchObject({ total: 3, possible: 1, refused });
    expect(await edit(ids, { population: 'external', grants: [access] })).toMatchObject({ done: 3, refused });
    expect(await look(joined)).toMatchObject({ population: 'internal', grants: [] });
  });

  it('refuses at the field what its caller could not grant by hand (P20), and an order that says nothing', async () => {
    const ids = [await invite()];
    const refused = async (visitor: Visitor, body: object) => {
      const answer = await send(visitor, actOnInvitations, { body: { ids, action: 'edit', ...body } });
      return [answer.status, Object.keys((answer.body['fields'] as object | undefined) ?? {})];
    };
    const member = (username: string, permissions: string[]) =>
      makeMember(server, { slug: founder.slug, username, permissions } as never);
    const clerk = await member('clerk', ['user-registration:access', 'user-registration:can_bulk_invite']);
    const giver = await member('giver', ['user-registration:access', 'permissions:can_grant']);
    expect(await refused(clerk, { grants: [access] })).toEqual([422, ['grants.0.permission']]);
    expect(await refused(giver, { grants: [access, bulk] })).toEqual([422, ['grants.1.permission']]);
    expect(await refused(giver, { grants: [access, access] })).toEqual([422, ['grants.1.permission']]);
    const past = { ...access, until: '2020-01-01' };
    expect(await refused(giver, { grants: [past] })).toEqual([422, ['grants.0.until']]);
    expect(await refused(clerk, { withdraw: [access] })).toEqual([422, ['withdraw.0.permission']]);
    expect(await refused(giver, { withdraw: [access, access] })).toEqual([422, ['withdraw.1.permission']]);
    expect(await refused(giver, { withdraw: [bulk] })).toEqual([422, ['withdraw.0.permission']]);
    expect(await refused(giver, { grants: [access], withdraw: [access] })).toEqual([
      422,
      ['withdraw.0.permission'],
    ]);
    expect(await refused(giver, {})).toEqual([422, ['population']]);
    expect(await refused(giver, { language: 'xx' })).toEqual([422, ['language']]);
    expect(await refused(giver, { action: 'revoke', language: 'it' })).toEqual([422, ['language']]);
    expect((await look(ids[0] ?? '')).grants).toEqual([]);
  });

  it('takes all that a filter holds in the background, as long as its starter may grant', async () => {
    const count = chunkSize + 50;
    await seedInvitations(server, 'pt', count);
    const member = await makeMember(server, {
      slug: founder.slug,
      username: 'gives',
      permissions: ['user-registration:access', 'permissions:can_grant'],
    });
    const [first] = await askDatabase<{ id: string }>(
      server,
      `select id from invitation where language = 'pt' order by id limit 1`,
    );
    const holder = new pg.Client(server.database.superuser);
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from invitation where id = $1 for update', [first?.id]);
    const { id, state } = await member.call(actOnInvitations, {
      body: { action: 'edit', filter: { language: 'pt' }, expected: count, grants: [access] },
    });
    expect(state).toBe('running');
    // The first chunk has asked, and waits; the right is withdrawn before the second asks.
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await vi.waitUntil(async () => (await askDatabase(server, waits)).length > 0, { timeout: 10_000 });
    await askDatabase(
      server,
      `update permission_grant set ended_at = now() where account_id = $1 and permission = 'can_grant'`,
      [member.accountId],
    );
    await holder.end();
    expect(await untilDone(id)).toMatchObject({ done: count, refused: [{ reason: 'no_longer', count: 50 }] });
    const given = await askDatabase(server, 'select from permission_grant where granted_by = $1', [
      member.accountId,
    ]);
    expect(given).toHaveLength(chunkSize);
  });
});
