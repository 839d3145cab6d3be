import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyOf } from '../../../contract/define-route.ts';
import * as batches from '../../../contract/people-batches.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { getSession } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
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
