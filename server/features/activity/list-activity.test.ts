import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getActivityEntry, listActivity } from '../../../contract/activity.ts';
import type { RequestOf } from '../../../contract/define-route.ts';
import { changeGrant, grantPermission } from '../../../contract/grants.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let founderId = '';
let reader: Awaited<ReturnType<typeof makeMember>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  const { slug } = founder;
  reader = await makeMember(server, { slug, username: 'reader', permissions: ['activity:access'] });
  const [row] = await askDatabase<{ id: string }>(
    server,
    'select founder_id as id from organization_settings',
  );
  founderId = row?.id ?? '';
});
afterAll(() => server.stop());

/** Entries from outside, `count` of them with one and the same time. */
async function makeEntries(at: string, count: number, action = 'mail.viewed'): Promise<void> {
  await askDatabase(
    server,
    `insert into activity (organization_id, id, at, actor_id, action, subject_type, subject_id)
     select id, gen_random_uuid(), $1::timestamptz, $3, $4, 'organization', id from organization, generate_series(1, $2) where slug = 'alder-institute'`,
    [at, count, randomUUIDv7(), action],
  );
}

const list = (query: NonNullable<RequestOf<typeof listActivity>['query']>) =>
  reader.call(listActivity, { query });

describe('an entry', () => {
  it('names actor, person and thing as they are called today', async () => {
    const { account, invitation } = await founder.call(registerPerson, {
      body: { account: { email: 'luca@alder.example' }, delivery: { channel: 'none' } },
    });
    const { items } = await list({ subject: account.id });
    expect(items.map(({ action }) => action)).toEqual(['invitation.issued', 'account.registered']);
    expect(items[0]).toMatchObject({
      actor: { id: founderId, name: 'founder' },
      person: { id: account.id, email: 'luca@alder.example' },
      subject: { type: 'invitation', id: invitation.id },
      apiKey: null,
      count: null,
    });
    await askDatabase(server, `update account set username = 'luca.bianchi' where id = $1`, [account.id]);
    expect((await list({ subject: account.id })).items[0]?.person?.name).toBe('luca.bianchi');
  });

  it('leaves out the name of who is not there any more', async () => {
    await makeEntries('2020-01-01T10:00:00Z', 1);
    const { items } = await list({ to: '2020-01-01' });
    expect(items[0]?.actor).toMatchObject({ name: null, email: null });
  });

  it('holds the values before and after for whoever opens it', async () => {
    const { accountId } = await makeMember(server, { slug: founder.slug, username: 'dated' });
    const grant = await founder.call(grantPermission, {
      body: { account: accountId, application: 'settings', permission: 'access' },
    });
    await founder.call(changeGrant, {
      params: { id: grant.id },
      body: { version: 1, until: '2999-01-01' },
    });
    const [changed, granted] = (await list({ subject: accountId })).items;
    expect([changed?.subject.name, changed?.hasValues, granted?.hasValues]).toEqual([
      'settings:access',
      true,
      false,
    ]);
    const { values } = await reader.call(getActivityEntry, { params: { id: changed?.id ?? '' } });
    expect(values).toEqual([
      { subjectId: grant.id, before: { until: null }, after: { until: '2999-01-02T00:00:00.000Z' } },
    ]);
  });

  it('is unknown to another organization', async () => {
    const other = await server.found('Zebra Harbour');
    const [entry] = (await list({ limit: 1 })).items;
    expect(await outcomeOf(other.call(getActivityEntry, { params: { id: entry?.id ?? '' } }))).toMatchObject({
      status: 404,
    });
    expect((await other.call(listActivity, { query: { cursor: entry?.id } })).items).toEqual([]);
  });
});

describe('the list', () => {
  it('goes through entries of one moment in their order, each once, while others come in', async () => {
    await makeEntries('2021-05-05T10:00:00Z', 7);
    const rows = await askDatabase<{ id: string }>(
      server,
      `select id from activity where at = '2021-05-05T10:00:00Z' order by position desc`,
    );
    const met: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ from: '2021-05-05', to: '2021-05-05', limit: 2, ...(cursor && { cursor }) });
      met.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      await makeEntries('2021-05-05T11:00:00Z', 1);
    } while (cursor);
    expect(met).toEqual(rows.map(({ id }) => id));
  });

  it('is narrowed by actor, person, kind of act, act and days, all at once', async () => {
    const { account } = await founder.call(registerPerson, {
      body: { account: { email: 'sofia@alder.example' }, delivery: { channel: 'none' } },
    });
    const today = new Date().toISOString().slice(0, 10);
    const narrow = { actor: founderId, subject: account.id, from: today, to: today };
    const actions = async (query: object) => (await list(query)).items.map(({ action }) => action);
    expect(await actions({ ...narrow, action: 'account' })).toEqual(['account.registered']);
    expect(await actions({ ...narrow, action: 'invitation.issued' })).toEqual(['invitation.issued']);
    expect(await actions({ ...narrow, action: 'session' })).toEqual([]);
    expect(await actions({ ...narrow, actor: account.id })).toEqual([]);
    expect(await actions({ ...narrow, from: '2999-01-01', to: '2999-01-02' })).toEqual([]);
    expect((await list(narrow)).total).toBe(2);
  });

  it('counts days where the organization is', async () => {
    await makeEntries('2022-06-30T22:30:00Z', 1);
    const of = async (day: string) => (await list({ from: day, to: day })).total;
    expect([await of('2022-06-30'), await of('2022-07-01')]).toEqual([1, 0]);
    await askDatabase(server, `update organization_settings set time_zone = 'Europe/Rome'`);
    expect([await of('2022-06-30'), await of('2022-07-01')]).toEqual([0, 1]);
    await askDatabase(server, `update organization_settings set time_zone = 'UTC'`);
  });
});
