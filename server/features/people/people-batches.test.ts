import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyOf } from '../../../contract/define-route.ts';
import { getMyIdentity, submitMyIdentity } from '../../../contract/identities.ts';
import * as batches from '../../../contract/people-batches.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { getSession } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import { rowsRead } from '../../../tests/support/rows-read.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let founderId: string;
let slug: string;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  ({ slug } = founder);
  founderId = (await founder.call(getSession)).account.id;
});
afterAll(() => server.stop());

let made = 0;
const member = (permissions: Parameters<typeof makeMember>[1]['permissions'] = []) => {
  made += 1;
  return makeMember(server, { slug, username: `many${made}`, permissions });
};
type Order = Omit<BodyOf<typeof batches.suspendAccounts>, 'action'>;
const suspend = (by: Visitor, body: Order) =>
  by.call(batches.suspendAccounts, { body: { action: 'suspend', ...body } });
const entriesOf = async (id: string, action: string) =>
  (await askDatabase(server, 'select from activity where subject_id = $1 and action = $2', [id, action]))
    .length;
const mailsTo = async (id: string) =>
  (
    await askDatabase(server, `select from mail where account_id = $1 and kind = 'identity_update_asked'`, [
      id,
    ])
  ).length;
const until = async (id: string): Promise<void> =>
  await expect
    .poll(async () => (await founder.call(batches.getPeopleBatch, { params: { id } })).state, {
      timeout: 30_000,
    })
    .toBe('done');

/** So many active people of whom the filter holds all; written past the program. */
async function crowd(name: string, count: number) {
  await askDatabase(
    server,
    `with made as (
       insert into account (organization_id, id, email, email_canonical, username, username_canonical, language, population, state)
       select o.id, gen_random_uuid(), mail, mail, $2 || '.' || n, $2 || '.' || n, 'en', 'external', 'active'
       from organization o, generate_series(1, $3::int) as n, lateral (select $2 || '.' || n || '@crowd.example' as mail) as m
       where o.slug = $1 returning *)
     select from made`,
    [slug, name, count],
  );
  await expect
    .poll(
      () =>
        founder.call(batches.previewPeopleAct, {
          body: { action: 'suspend', filter: { query: `${name}.` } },
        }),
      {
        timeout: 30_000,
      },
    )
    .toMatchObject({ total: count });
}

describe('many people', () => {
  it('are suspended at once: sessions end, each has an entry, founder and oneself are left out and named', async () => {
    const operator = await member(['user-management:access', 'user-management:can_suspend']);
    const [one, two] = [await member(), await member()];
    const ids = [one.accountId, two.accountId, operator.accountId, founderId, one.accountId];
    const preview = await operator.call(batches.previewPeopleAct, { body: { action: 'suspend', ids } });
    expect(preview).toMatchObject({ total: 4, possible: 2, founder: 'founder' });
    const batch = await suspend(operator, { ids });
    expect(batch).toMatchObject({ state: 'done', total: 4, done: 4 });
    expect(batch.refused.toSorted((a, b) => a.reason.localeCompare(b.reason))).toEqual([
      { reason: 'founder_stays', count: 1 },
      { reason: 'own_account', count: 1 },
    ]);
    expect(await outcomeOf(one.call(getSession))).toMatchObject({ code: 'not_signed_in' });
    expect(await outcomeOf(operator.call(getSession))).toMatchObject({ kind: 'done' });
    expect([
      await entriesOf(one.accountId, 'account.suspended'),
      await entriesOf(founderId, 'account.suspended'),
    ]).toEqual([1, 0]);
    const again = await operator.call(batches.suspendAccounts, { body: { action: 'reactivate', ids } });
    expect(again.refused.find(({ reason }) => reason === 'own_account')?.count).toBe(1);
    expect(await entriesOf(two.accountId, 'account.reactivated')).toBe(1);
  });

  it('whom a filter holds are done in the background, as many as were told and no more', async () => {
    await crowd('river', 620);
    const filter = { query: 'river.', population: 'external' } as const;
    expect(await outcomeOf(suspend(founder, { filter, expected: 619 }))).toMatchObject({ status: 422 });
    expect(await outcomeOf(suspend(founder, { filter }))).toMatchObject({ status: 422 });
    const batch = await suspend(founder, { filter, expected: 620 });
    expect(batch.state).toBe('collecting');
    await until(batch.id);
    expect(await founder.call(batches.getPeopleBatch, { params: { id: batch.id } })).toMatchObject({
      total: 620,
      done: 620,
      refused: [],
    });
    const [counted] = await askDatabase<{ suspended: number; entries: number }>(
      server,
      `select (select count(*)::int from account where email like '%@crowd.example' and state = 'suspended') as suspended,
         (select count(*)::int from activity a join account c on c.id = a.subject_id
          where a.action = 'account.suspended' and c.email like '%@crowd.example') as entries`,
    );
    expect(counted).toEqual({ suspended: 620, entries: 620 });
    const listed = await founder.call(batches.listPeopleBatches);
    expect(listed.items[0]?.id).toBe(batch.id);
  }, 60_000);

  it('are read twice each, not all of them for each chunk', async () => {
    const many = 2500;
    await crowd('delta', many);
    const read = await rowsRead(server, 'people_batch_item');
    const { id } = await suspend(founder, { filter: { query: 'delta.' }, expected: many });
    await until(id);
    expect(((await rowsRead(server, 'people_batch_item')) - read) / many).toBeLessThan(4);
  }, 60_000);

  it('what is left of an act ends when who began it loses the right', async () => {
    await crowd('lake', 300);
    const operator = await member(['user-management:access', 'user-management:can_suspend']);
    // The first chunk has seen the right and waits for this row; it is withdrawn before the second begins.
    const holder = new pg.Client(server.database.superuser);
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from organization_settings for update');
    const batch = await suspend(operator, { filter: { query: 'lake.' }, expected: 300 });
    await expect
      .poll(
        () =>
          askDatabase(
            server,
            `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          ),
        { timeout: 20_000 },
      )
      .toHaveLength(1);
    await askDatabase(server, 'update permission_grant set ended_at = now() where account_id = $1', [
      operator.accountId,
    ]);
    await holder.query('rollback');
    await holder.end();
    await until(batch.id);
    const { refused, done } = await founder.call(batches.getPeopleBatch, { params: { id: batch.id } });
    expect(refused).toEqual([{ reason: 'no_longer', count: 50 }]);
    const [counted] = await askDatabase<{ suspended: number }>(
      server,
      `select count(*)::int as suspended from account where email like 'lake.%@crowd.example' and state = 'suspended'`,
    );
    expect(done).toBe(300);
    expect(counted?.suspended).toBe(250);
  }, 60_000);

  it('two who act on the same people at once: each person is done once', async () => {
    const people = [await member(), await member(), await member()];
    const ids = people.map(({ accountId }) => accountId);
    const hold = { sql: 'select from account where id = $1 for update', values: [ids[0]] };
    const outcomes = await inLine(server, hold, [
      () => suspend(founder, { ids }),
      () => suspend(founder, { ids: ids.toReversed() }),
    ]);
    // Whoever comes first has all three, the other none.
    const left = outcomes.map(({ refused }) => refused).toSorted((a, b) => a.length - b.length);
    expect(left).toEqual([[], [{ reason: 'not_possible_now', count: 3 }]]);
    for (const id of ids) expect(await entriesOf(id, 'account.suspended')).toBe(1);
  });

  it('are asked for their data, each once, and who is complete or invited is left', async () => {
    const asked = await makeMember(server, { slug, username: 'blank', identity: 'none' });
    const complete = await member();
    const { account } = await founder.call(registerPerson, {
      body: { account: { email: 'invited@people.example' }, delivery: { channel: 'none' } },
    });
    const ids = [asked.accountId, complete.accountId, account.id];
    const batch = await founder.call(batches.askPeople, { body: { ids } });
    expect(batch).toMatchObject({ state: 'done', done: 3 });
    expect(batch.refused.map(({ reason }) => reason).toSorted()).toEqual(['complete', 'not_active']);
    expect(await entriesOf(asked.accountId, 'identity.asked')).toBe(1);
  });

  it('are asked to look at their data again: the fields and the word stand with each, and who is no member is left', async () => {
    const [anna, bea] = [await member(), await member()];
    const blank = await makeMember(server, { slug, username: 'no.member', identity: 'none' });
    const waits = await member();
    await waits.call(submitMyIdentity, { body: { fields: { given_name: 'Wai', family_name: 'Ting' } } });
    const operator = await member(['user-management:access', 'user-management:can_register_identity']);
    const ids = [anna, bea, blank, waits, operator].map(({ accountId }) => accountId);
    const wish = { fields: ['phone'], note: 'It is a year ago.' };
    const left = ['not_validated', 'own_account', 'waits_for_review'];
    const preview = await operator.call(batches.previewPeopleAct, { body: { action: 'update', ids } });
    expect(preview).toMatchObject({ total: 5, possible: 2 });
    expect(preview.refused.map(({ reason }) => reason).toSorted()).toEqual(left);
    const batch = await operator.call(batches.askPeopleForUpdate, { body: { ids, ...wish } });
    expect(batch).toMatchObject({ action: 'update', state: 'done', done: 5 });
    expect(batch.refused.map(({ reason }) => reason).toSorted()).toEqual(left);
    for (const person of [anna, bea]) {
      expect((await person.call(getMyIdentity, {})).asked).toMatchObject({ ...wish, answeredAt: null });
      expect(await entriesOf(person.accountId, 'identity.update_asked')).toBe(1);
      expect(await mailsTo(person.accountId)).toBe(1);
    }
    expect(await mailsTo(waits.accountId)).toBe(0);
    // What is said to a person is kept with the person alone.
    expect(await askDatabase(server, 'select from people_batch where wish is not null')).toEqual([]);
    const again = await operator.call(batches.askPeopleForUpdate, { body: { ids: ids.slice(0, 2) } });
    expect(again.refused).toEqual([{ reason: 'asked_lately', count: 2 }]);
    const outcome = await outcomeOf(
      operator.call(batches.askPeopleForUpdate, { body: { ids, fields: ['shoe_size'] } }),
    );
    expect(outcome).toMatchObject({ status: 422 });
  });

  it('two who ask the same people at once for an update: each is asked once', async () => {
    const people = [await member(), await member(), await member()];
    const ids = people.map(({ accountId }) => accountId);
    const hold = { sql: 'select from identity where account_id = any($1) for update', values: [ids] };
    const ask = (order: string[]) => founder.call(batches.askPeopleForUpdate, { body: { ids: order } });
    const outcomes = await inLine(server, hold, [() => ask(ids), () => ask(ids.toReversed())]);
    const left = outcomes.map(({ refused }) => refused).toSorted((a, b) => a.length - b.length);
    expect(left).toEqual([[], [{ reason: 'asked_lately', count: 3 }]]);
    for (const id of ids) expect(await mailsTo(id)).toBe(1);
  });

  it('all that match are asked for an update in the background, with the same word', async () => {
    await crowd('creek', 260);
    await askDatabase(
      server,
      `insert into identity (organization_id, account_id, state, personal_code, validated_at, version, version_in_force)
       select organization_id, id, 'validated', (30000000 + row_number() over ())::text, now(), 1, 1
       from account where email like 'creek.%@crowd.example'`,
    );
    const filter = { query: 'creek.', population: 'external' } as const;
    const batch = await founder.call(batches.askPeopleForUpdate, {
      body: { filter, expected: 260, note: 'Once a year.' },
    });
    expect(batch.state).toBe('collecting');
    await until(batch.id);
    const [counted] = await askDatabase<{ asked: number }>(
      server,
      `select count(*)::int as asked from identity_update_request r join account c on c.id = r.account_id
       where c.email like 'creek.%@crowd.example' and r.note = 'Once a year.' and r.fields = '{}'`,
    );
    expect(counted?.asked).toBe(260);
  }, 60_000);

  it('asking for an update that fails half-way asks nobody', async () => {
    const people = [await member(), await member()];
    const ids = people.map(({ accountId }) => accountId);
    await askDatabase(
      server,
      `alter table activity add constraint broken check (action <> 'identity.update_asked') not valid`,
    );
    const ask = () => founder.call(batches.askPeopleForUpdate, { body: { ids } });
    expect(await outcomeOf(ask())).toMatchObject({ status: 500 });
    await askDatabase(server, 'alter table activity drop constraint broken');
    expect(await mailsTo(ids[0] ?? '')).toBe(0);
    expect((await ask()).refused).toEqual([]);
  });

  it('an act that fails half-way leaves nobody suspended', async () => {
    const people = [await member(), await member()];
    const ids = people.map(({ accountId }) => accountId);
    await askDatabase(
      server,
      `alter table activity add constraint broken check (action <> 'account.suspended') not valid`,
    );
    expect(await outcomeOf(suspend(founder, { ids }))).toMatchObject({ status: 500 });
    await askDatabase(server, 'alter table activity drop constraint broken');
    const states = await askDatabase<{ state: string }>(
      server,
      'select state from account where id = any($1)',
      [ids],
    );
    expect(states.map(({ state }) => state)).toEqual(['active', 'active']);
    expect(await outcomeOf(people[0]?.call(getSession) ?? Promise.reject(new Error('made')))).toMatchObject({
      kind: 'done',
    });
  });
});
