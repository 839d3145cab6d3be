import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { applyImport, pauseImport, resumeImport, undoImport } from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { getImport, mapImport, startImport } from '../../../contract/imports.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { rowsRead } from '../../../tests/support/rows-read.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  await askDatabase(server, 'update organization_settings set daily_recipients = 1000000');
});
afterAll(() => server.stop());

const until = async (id: string, ...states: ImportDetail['state'][]) =>
  vi.waitUntil(
    async () => {
      const found = await founder.call(getImport, { params: { id } });
      return states.includes(found.state) && found;
    },
    { timeout: 40_000, interval: 50 },
  );

/** More rows than one chunk has; `apply` begins to register them. */
async function planned(header: string, rows: number, rowOf: (index: number) => string) {
  const text = [header, ...Array.from({ length: rows }, (_, index) => rowOf(index))].join('\n');
  const { id } = await founder.call(startImport, { file: new Blob([text], { type: 'text/csv' }) });
  const { planHash } = await until(id, 'planned');
  await founder.call(applyImport, { params: { id }, body: { planHash: planHash ?? '' } });
  return id;
}

it('leaves whole rows up to a line and none behind it, whenever it is paused', async () => {
  const id = await planned('email', 6000, (index) => `paused.${index}@people.example`);
  for (let pauses = 0; pauses < 4; pauses += 1) {
    await sleep(200 + pauses * 90);
    const refusal = await founder.call(pauseImport, { params: { id } }).catch((error: unknown) => error);
    // It was through already.
    if (refusal instanceof Error) break;
    const [found] = await askDatabase<{ behind: number; waiting: number }>(
      server,
      `select count(*) filter (where outcome = 'done' and line > cursor)::int as behind,
         count(*) filter (where outcome <> 'done' and line <= cursor)::int as waiting
       from import_row join import on id = import_id where id = $1`,
      [id],
    );
    expect(found).toEqual({ behind: 0, waiting: 0 });
    await founder.call(resumeImport, { params: { id } });
  }
  const { counts } = await until(id, 'done');
  expect(counts).toMatchObject({ done: 6000, moved: 0, failed: 0 });
  const [made] = await askDatabase(
    server,
    `select count(*)::int as accounts, (select count(*)::int from mail where batch_id is not null) as mails,
       -- Two days, where midnight passes meanwhile.
       (select sum(recipients)::int from mail_day) as recipients
     from account where email like 'paused.%'`,
  );
  expect(made).toEqual({ accounts: 6000, mails: 6000, recipients: 6000 });
}, 60_000);

it('gives identities personal codes in the order of the file', async () => {
  const id = await planned(
    'email,first name,last name',
    2500,
    (index) => `coded.${index}@people.example,Ada,Number${index}`,
  );
  const { counts } = await until(id, 'done');
  expect(counts).toMatchObject({ done: 2500, identities: 2500 });
  const unordered = await askDatabase(
    server,
    `select line from (
       select line, personal_code, lag(personal_code) over (order by line) as before
       from import_row join identity using (account_id) where import_id = $1) as coded
     where personal_code <= before`,
    [id],
  );
  expect(unordered).toEqual([]);
}, 60_000);

it('goes on where two chunks stand in each other’s way', async () => {
  // The first waits for what the second holds, which waits for its turn behind the first.
  await askDatabase(
    server,
    `create function stand_in_the_way() returns trigger language plpgsql as $$
     begin
       if new.email like 'first.%' then perform pg_sleep(1); end if;
       perform pg_advisory_xact_lock(42);
       return new;
     end $$;
     create trigger stand_in_the_way before insert on account
       for each row when (new.email like '%.way@people.example') execute function stand_in_the_way();`,
  );
  const names = new Map([
    [999, 'first.way'],
    [1000, 'second.way'],
  ]);
  const id = await planned(
    'email',
    1500,
    (index) => `${names.get(index) ?? `circle.${index}`}@people.example`,
  );
  const { counts } = await until(id, 'done');
  expect(counts).toMatchObject({ done: 1500, failed: 0 });
  await askDatabase(server, 'drop trigger stand_in_the_way on account');
}, 60_000);

/** What the import says of its rows, and what they are, at one moment. */
async function countedAndReal(id: string) {
  const [at] = await askDatabase<{
    state: string;
    counts: Record<string, number>;
    real: Record<string, number>;
  }>(
    server,
    `select state, counts, (select jsonb_object_agg(name, n) from (
         select coalesce(outcome, 'waiting') as name, count(*) as n from import_row where import_id = $1 group by 1
         union all select 'total', count(*) from import_row where import_id = $1
         union all select 'identities', count(*) from import_row
           where import_id = $1 and has_identity and outcome in ('create', 'update', 'done')
         union all select 'mailed', count(*) from import_row
           where import_id = $1 and is_mailed and outcome in ('create', 'update')
         union all select 'warnings', count(*) from import_row
           where import_id = $1 and outcome = 'blocked' and not problems @> '[{"severity": "error"}]') as counted) as real
     from import where id = $1`,
    [id],
  );
  if (!at) throw new Error('no such import');
  const some = Object.entries(at.counts).filter(([name, count]) => count > 0 || name in at.real);
  return { ...at, counts: Object.fromEntries(some) };
}

/** Looked at again and again until it rests. */
async function watch(id: string, rest: string): Promise<number> {
  for (let looks = 1; ; looks += 1) {
    const { state, counts, real } = await countedAndReal(id);
    expect(counts).toEqual(real);
    if (state === rest) return looks;
    await sleep(20);
  }
}

it('tells at every moment how many rows stand where, and counts none of them for it', async () => {
  const rowOf = (index: number) => {
    if (index % 10 === 0) return `no-address-${index},,,`;
    if (index % 10 === 1) return `counted.${index}@gmial.com,,,`;
    return `counted.${index}@people.example,${index % 3 === 0 ? 'Ada,Number' : ','},${index % 4 === 0 ? 'yes' : ''}`;
  };
  const lines = Array.from({ length: 3000 }, (_, index) => rowOf(index));
  const file = new Blob([`email,first name,last name,silent\n${lines.join('\n')}\n`], { type: 'text/csv' });
  const { id } = await founder.call(startImport, { file });
  expect(await watch(id, 'planned')).toBeGreaterThan(2);
  await founder.call(registerPerson, {
    body: { account: { email: 'counted.2442@people.example' }, delivery: { channel: 'none' } },
  });
  const { planHash } = await until(id, 'planned');
  await founder.call(applyImport, { params: { id }, body: { planHash: planHash ?? '' } });
  expect(await watch(id, 'done')).toBeGreaterThan(2);
  const { counts } = await until(id, 'done');
  expect(counts).toMatchObject({
    total: 3000,
    done: 2399,
    moved: 1,
    blocked: 600,
    warnings: 300,
  });
  await founder.call(undoImport, { params: { id }, body: {} });
  expect(await watch(id, 'undone')).toBeGreaterThan(1);
}, 60_000);

it('finds nobody twice in a file, wherever a chunk ends, and reads no more of it for that than it must', async () => {
  const rows = 10_000;
  // The last of each chunk, of the chunk behind, and of one far behind: the same address, then the same username.
  const repeats = new Map([
    [2000, 'once.1999@people.example,fresh.a'],
    [4000, 'once.3998@people.example,fresh.b'],
    [9000, 'once.10@people.example,fresh.c'],
    [6000, 'taken.a@people.example,once.5999'],
    [9001, 'taken.b@people.example,once.11'],
  ]);
  const lines = Array.from(
    { length: rows },
    (_, index) => repeats.get(index) ?? `once.${index}@people.example,once.${index}`,
  );
  const file = new Blob([`email,username\n${lines.join('\n')}\n`], { type: 'text/csv' });
  // Statistics that know the imports before it and not this one: PostgreSQL takes its rows for few.
  await askDatabase(server, 'alter table import_row set (autovacuum_enabled = off)');
  await askDatabase(server, 'vacuum analyze import_row');
  const read = await rowsRead(server, 'import_row');
  const { id } = await founder.call(startImport, { file });
  const { planHash } = await until(id, 'planned');
  const blocked = await askDatabase(
    server,
    `select line, problems -> 0 ->> 'code' as code, problems -> 0 -> 'values' ->> 'line' as of
     from import_row where import_id = $1 and outcome = 'blocked' order by line`,
    [id],
  );
  expect(blocked).toEqual([
    { line: 2002, code: 'import.repeated_row', of: '2001' },
    { line: 4002, code: 'import.repeated_row', of: '4000' },
    { line: 6002, code: 'account.username_taken', of: null },
    { line: 9002, code: 'import.repeated_row', of: '12' },
    { line: 9003, code: 'account.username_taken', of: null },
  ]);
  // Fetched, found again for its plan, counted once, and looked at above.
  const readForPlan = await rowsRead(server, 'import_row');
  expect((readForPlan - read) / rows).toBeLessThan(5);
  await founder.call(applyImport, { params: { id }, body: { planHash: planHash ?? '' } });
  await until(id, 'done');
  // Fetched, and found again for what became of it.
  const readForAll = await rowsRead(server, 'import_row');
  expect((readForAll - readForPlan) / rows).toBeLessThan(5);
  await founder.call(undoImport, { params: { id }, body: {} });
  await until(id, 'undone');
  // Told before it begins; then as before.
  expect(((await rowsRead(server, 'import_row')) - readForAll) / rows).toBeLessThan(5);
}, 60_000);

it('reads no more of a file than it must when its columns are said to be about something else', async () => {
  const rows = 10_000;
  const lines = Array.from({ length: rows }, (_, index) => `settled.${index}@people.example,shoe ${index}`);
  const file = new Blob([`email,shoe\n${lines.join('\n')}\n`], { type: 'text/csv' });
  const { id } = await founder.call(startImport, { file });
  await until(id, 'mapping');
  const read = await rowsRead(server, 'import_row');
  await founder.call(mapImport, {
    params: { id },
    body: { columns: [{ index: 1, target: null }], remember: false },
  });
  await until(id, 'planned');
  // Fetched and written without what is about nothing; then planned.
  expect(((await rowsRead(server, 'import_row')) - read) / rows).toBeLessThan(7);
});
