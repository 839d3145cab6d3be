import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { actOnInvitations, getInvitationBatch } from '../../contract/invitation-batches.ts';
import * as batches from '../../contract/people-batches.ts';
import type { PeopleAction } from '../../contract/people-batches.ts';
import { chunkSize } from '../../server/features/people/run-people-batch.ts';
import { askDatabase } from '../support/ask-database.ts';
import { callerAt } from '../support/caller-at.ts';
import type { Caller } from '../support/caller-at.ts';
import { foundBy } from '../support/found-by.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { isFull, longestTest, rounds } from '../support/rounds.ts';
import type { Program } from '../support/start-program.ts';
import { startServer } from '../support/start-server.ts';
import { createTestDatabase } from '../support/test-database.ts';
import type { TestDatabase } from '../support/test-database.ts';

// F2 for an act on many: a chunk is done or it is not, and no person gets two mails for it.
const people = isFull ? 1900 : 300;
/** More than one chunk on either side of a kill. */
const crowd = isFull ? 5500 : 600;
/** What one worker sends at the same time: only these may be doubled by its kill (P34). */
const atOnce = 20;

let database: TestDatabase;
let mailServer: MailServer;
let programs: Program[];
let founder: Caller;

beforeEach(async () => {
  database = await createTestDatabase();
  mailServer = await startMailServer();
  programs = [];
  const web = await start({ FOYER_ROLE: 'web' });
  founder = callerAt(web.address);
  await foundBy(web, founder);
});
afterEach(async () => {
  for (const program of programs) await kill(program);
  await mailServer.stop();
  await database.drop();
});

async function start(env: Readonly<Record<string, string>>): Promise<Program> {
  const program = await startServer(database, { SMTP_URL: mailServer.url, ...env });
  programs.push(program);
  await program.untilReady();
  return program;
}

async function kill(program: Program): Promise<void> {
  program.process.kill('SIGKILL');
  await program.exit;
}

/** Past the door: so many people, asked in and not yet written to. */
async function seedInvited(): Promise<void> {
  await askDatabase(
    { database },
    `with made as (
       insert into account (organization_id, id, email, email_canonical, username, username_canonical, language)
       select organization_id, gen_random_uuid(), login || '@seed.example', login || '@seed.example', login, login, 'en'
       from organization_settings, generate_series(1, $1::int) n, lateral (select 'person' || n as login) named
       returning organization_id, id)
     insert into invitation (organization_id, id, account_id, invited_by, state, channel, language, nonce, key_id, valid_days)
     select made.organization_id, gen_random_uuid(), made.id, founder_id, 'unsent', 'none', 'en', decode(repeat('00', 32), 'hex'), 'x', 7
     from made join organization_settings using (organization_id)`,
    [people],
  );
}

async function letThemBeSent(): Promise<void> {
  await askDatabase(
    { database },
    `update invitation set state = 'sent', channel = 'email', sent_at = now(), expires_at = now() + interval '7 days'`,
  );
}

const counted = async (sql: string) => (await askDatabase<{ n: number }>({ database }, sql))[0]?.n ?? 0;

/** The worker is in the middle: a chunk is done and some of its mails left; the later, the further. */
async function untilInTheMiddle(round: number): Promise<void> {
  if (round === 1) {
    await vi.waitUntil(async () => (await counted('select done as n from invitation_batch')) > 0, {
      timeout: 30_000,
      interval: 5,
    });
  }
  await sleep(Math.random() * 100 * round);
}

test(
  'a resend to many goes on where its worker was killed, and nobody is written to twice',
  async () => {
    await seedInvited();
    const { id } = await founder.call(actOnInvitations, {
      body: { action: 'resend', filter: { state: 'unsent' }, expected: people },
    });
    const kills = rounds(1, 20);
    for (const round of kills) {
      const worker = await start({ FOYER_ROLE: 'worker' });
      await untilInTheMiddle(round);
      await kill(worker);
    }
    expect((await founder.call(getInvitationBatch, { params: { id } })).state).toBe('running');

    await start({ FOYER_ROLE: 'worker' });
    const waits = `select count(*)::int as n from invitation where channel = 'none' or state = 'queued'`;
    await vi.waitUntil(async () => (await counted(waits)) === 0, { timeout: longestTest, interval: 200 });
    const batch = await founder.call(getInvitationBatch, { params: { id } });
    expect(batch).toMatchObject({ state: 'done', done: people, refused: [] });

    const wrong = `select count(*)::int as n from invitation where generation <> 2 or state <> 'sent'
    or (select count(*) from mail where about_id = invitation.id) <> 1
    or (select count(*) from invitation_event where invitation_id = invitation.id and kind = 'queued') <> 1`;
    expect(await counted(wrong)).toBe(0);
    const letters = Map.groupBy(mailServer.mails, ({ to }) => to);
    expect(letters.size).toBe(people);
    for (const copies of letters.values()) {
      expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
    }
    expect(mailServer.mails.length - people).toBeLessThanOrEqual(atOnce * kills.length);
  },
  longestTest,
);

const sentOnce = (kind: string) => `invitation.generation = 2
      and (select count(*) from mail where about_id = invitation.id) = 1
      and (select array_agg(kind order by kind) from invitation_event where invitation_id = invitation.id
        and kind in ('address_corrected', 'queued', 'resent')) = '{${kind}}'`;

const changes = {
  send: {
    from: 'unsent',
    body: {},
    changed: sentOnce('queued'),
    begun: 'invitation.generation > 1',
  },
  edit: {
    from: 'sent',
    body: { population: 'external', grants: [{ application: 'settings', permission: 'access' }] },
    /** Who was changed, and whole. */
    changed: `invitation.version = 2 and a.population = 'external'
      and (select count(*) from permission_grant where account_id = a.id) = 1
      and (select count(*) from invitation_event where invitation_id = invitation.id and kind = 'edited') = 1`,
    begun: `a.population = 'external'`,
  },
  correct: {
    from: 'sent',
    body: { domain: { from: 'seed.example', to: 'right.example' } },
    changed: `a.email like '%@right.example' and a.email_canonical = a.email
      and ${sentOnce('address_corrected,resent')}`,
    begun: `a.email like '%@right.example'`,
  },
} as const;

test.each(['send', 'edit', 'correct'] as const)(
  '%s: many are changed in whole chunks where the worker was killed, and each once',
  async (action) => {
    await seedInvited();
    const { from, body, changed, begun } = changes[action];
    if (from === 'sent') await letThemBeSent();
    const order = { action, filter: { state: from }, expected: people, ...body } as never;
    const { id } = await founder.call(actOnInvitations, { body: order });
    const all = 'select count(*)::int as n from invitation join account a on a.id = account_id where ';
    const client = new pg.Client(database.superuser);
    await client.connect();
    await client.query('begin');
    // Within the second chunk.
    await client.query(
      'select from invitation where id = (select id from invitation order by id offset 270 limit 1) for update',
    );
    const worker = await start({ FOYER_ROLE: 'worker' });
    const waits = `select count(*)::int as n from invitation_batch where done = 250 and exists (
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')`;
    await vi.waitUntil(async () => (await counted(waits)) === 1, { timeout: 30_000, interval: 20 });
    await kill(worker);
    await client.end();
    expect(await counted(all + changed)).toBe(250);
    expect(await counted(all + begun)).toBe(250);
    await start({ FOYER_ROLE: 'worker' });
    const get = () => founder.call(getInvitationBatch, { params: { id } });
    await vi.waitUntil(async () => (await get()).state === 'done', { timeout: 60_000, interval: 200 });
    expect(await get()).toMatchObject({ total: people, done: people, refused: [] });
    expect(await counted(all + changed)).toBe(people);
  },
  Math.max(longestTest, 120_000),
);

/** Past the door: so many people who are in; a worker has taken them into the search. */
async function seedActive(state: 'active' | 'suspended'): Promise<void> {
  await askDatabase(
    { database },
    `insert into account (organization_id, id, email, email_canonical, username, username_canonical, language, population, state)
     select organization_id, gen_random_uuid(), login || '@seed.example', login || '@seed.example', login, login, 'en',
       'external', $2
     from organization_settings, generate_series(1, $1::int) n, lateral (select 'person' || n as login) named`,
    [crowd, state],
  );
  const worker = await start({ FOYER_ROLE: 'worker' });
  const found = 'select count(*)::int as n from person_search';
  await vi.waitUntil(async () => (await counted(found)) === crowd + 1, { timeout: 30_000, interval: 50 });
  await kill(worker);
}

/** Each with an identity in force, which is what they look at again. */
async function makeMembers(): Promise<void> {
  await askDatabase(
    { database },
    `insert into identity (organization_id, account_id, state, personal_code)
     select organization_id, id, 'validated', (20000000 + row_number() over ())::text from account
     where email like '%@seed.example'`,
  );
}

/** Nobody gets past them, in the order in which they are looked at, before they are let go. */
async function holdPerson(action: PeopleAction, place: number): Promise<() => Promise<void>> {
  const client = new pg.Client(database.superuser);
  await client.connect();
  await client.query('begin');
  const person = `account where id = (select id from account where email like '%@seed.example' order by id offset $1 limit 1)`;
  const inHand = {
    suspend: `select from ${person} for no key update`,
    reactivate: `select from ${person} for no key update`,
    ask: `insert into identity_request (organization_id, account_id, id, asked_by) select organization_id, id, id, id from ${person}`,
    update: `insert into identity_update_request (organization_id, account_id, id, asked_by, fields) select organization_id, id, id, id, '{}' from ${person}`,
  }[action];
  await client.query(inHand, [place]);
  return () => client.end();
}
/** How far it has come, once it waits for them. */
const stuck = `select done as n from people_batch where exists (select from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock')`;

const filter = { population: 'external' } as const;
const acts: Readonly<
  Record<
    PeopleAction,
    { from: 'active' | 'suspended'; to: string; noted: string; begin: () => Promise<{ id: string }> }
  >
> = {
  suspend: {
    from: 'active',
    to: 'suspended',
    noted: 'account.suspended',
    begin: () =>
      founder.call(batches.suspendAccounts, { body: { action: 'suspend', filter, expected: crowd } }),
  },
  reactivate: {
    from: 'suspended',
    to: 'active',
    noted: 'account.reactivated',
    begin: () =>
      founder.call(batches.suspendAccounts, { body: { action: 'reactivate', filter, expected: crowd } }),
  },
  ask: {
    from: 'active',
    to: 'active',
    noted: 'identity.asked',
    begin: () => founder.call(batches.askPeople, { body: { filter, expected: crowd } }),
  },
  update: {
    from: 'active',
    to: 'active',
    noted: 'identity.update_asked',
    begin: () =>
      founder.call(batches.askPeopleForUpdate, {
        body: { filter, expected: crowd, note: 'Once a year, please.' },
      }),
  },
};
/** Of those by which each person gets one mail. */
const mails: Partial<Record<PeopleAction, string>> = {
  ask: 'identity_asked',
  update: 'identity_update_asked',
};

test.each(
  isFull ? (['suspend', 'reactivate', 'ask', 'update'] as const) : (['suspend', 'ask', 'update'] as const),
)(
  '%s: an act on all that match goes on where its worker was killed, with everybody once',
  async (action) => {
    const { from, to, noted, begin } = acts[action];
    await seedActive(from);
    if (action === 'update') await makeMembers();
    const { id } = await begin();
    const kills = rounds(1, 20);
    for (const round of kills) {
      const place = Math.ceil((crowd * round) / (kills.length + 1));
      const release = await holdPerson(action, place);
      const worker = await start({ FOYER_ROLE: 'worker' });
      await vi.waitUntil(async () => (await counted(stuck)) === place - (place % chunkSize), {
        timeout: 30_000,
        interval: 20,
      });
      await kill(worker);
      await release();
    }
    await start({ FOYER_ROLE: 'worker' });
    const get = () => founder.call(batches.getPeopleBatch, { params: { id } });
    await vi.waitUntil(async () => (await get()).state === 'done', { timeout: longestTest, interval: 200 });
    expect(await get()).toMatchObject({ total: crowd, done: crowd, refused: [] });
    const wrong = `select count(*)::int as n from account a where email like '%@seed.example' and (state <> '${to}'
      or (select count(*) from activity where subject_id = a.id and action = '${noted}') <> 1
      or (select count(*) from people_batch_item where account_id = a.id and outcome = 'done') <> 1)`;
    expect(await counted(wrong)).toBe(0);
    const kind = mails[action];
    if (!kind) return;
    await vi.waitUntil(() => new Set(mailServer.mails.map((mail) => mail.to)).size === crowd, {
      timeout: longestTest,
      interval: 200,
    });
    expect(await counted(`select count(*)::int as n from mail where kind = '${kind}'`)).toBe(crowd);
    expect(mailServer.mails.length - crowd).toBeLessThanOrEqual(atOnce * kills.length);
  },
  // A job is taken up again some ten seconds after its worker was killed.
  Math.max(longestTest, 120_000),
);
