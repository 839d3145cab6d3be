import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createApiKey, revokeApiKey } from '../../../contract/api-keys.ts';
import { listActivity } from '../../../contract/activity.ts';
import * as plan from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import * as contract from '../../../contract/imports.ts';
import { suspendAccounts } from '../../../contract/people-batches.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { callWithKey } from '../../../tests/support/call-with-key.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { meanwhile } from '../../../tests/support/meanwhile.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

/** More than are taken back at once. */
const many = 600;
const until = (id: string, ...states: ImportDetail['state'][]) =>
  vi.waitUntil(
    async () => {
      const found = await founder.call(contract.getImport, { params: { id } });
      return states.includes(found.state) && found;
    },
    { timeout: 30_000, interval: 50 },
  );
const lines = Array.from({ length: many }, (_, index) => index);

async function imported(name: string): Promise<string> {
  const text = `email,silent\n${lines.map((line) => `${name}${line}@people.example,yes`).join('\n')}\n`;
  const file = new Blob([text], { type: 'text/csv' });
  const { id } = await founder.call(contract.startImport, { file });
  const { planHash } = await until(id, 'planned');
  await founder.call(plan.applyImport, { params: { id }, body: { planHash: planHash ?? '' } });
  await until(id, 'done');
  return id;
}

/** Undoes it, and does the other thing while the first of it are being taken back. */
async function undoMeanwhile(by: Pick<Visitor, 'call'>, id: string, other: () => Promise<unknown>) {
  const row = `select from account
    where id = (select account_id from import_row where import_id = '${id}' order by line limit 1)`;
  await meanwhile(server, row, () => by.call(plan.undoImport, { params: { id }, body: {} }), other);
  return until(id, 'undone', 'done', 'paused');
}

const member = async (username: string) =>
  makeMember(server, {
    slug: founder.slug,
    username,
    permissions: ['user-registration:can_bulk_invite'],
  });

/** Who undoes, and what takes the right from them. */
const ends: Record<string, () => Promise<[Pick<Visitor, 'call'>, () => Promise<unknown>]>> = {
  suspended: async () => {
    const who = await member('suspended');
    const body = { action: 'suspend' as const, ids: [who.accountId] };
    return [who, () => founder.call(suspendAccounts, { body })];
  },
  withdrawn: async () => {
    const who = await member('withdrawn');
    const sql = 'update permission_grant set ended_at = now() where account_id = $1';
    return [who, () => askDatabase(server, sql, [who.accountId])];
  },
  revoked: async () => {
    const { key, apiKey } = await founder.call(createApiKey, {
      body: { name: 'Nightly', permissions: ['user-registration:can_bulk_invite'] },
    });
    return [callWithKey(server, key), () => founder.call(revokeApiKey, { params: { id: apiKey.id } })];
  },
};

it.each(Object.entries(ends))(
  'stops once whoever ordered it may not import any more (%s), and says why',
  async (name, make) => {
    const id = await imported(name);
    const [by, other] = await make();
    const stopped = await undoMeanwhile(by, id, other);
    expect(stopped).toMatchObject({
      state: 'done',
      counts: { undone: 500, done: many - 500 },
      failure: {
        code: 'import.undo_no_longer',
        message:
          'The undoing stopped: whoever ordered it may not import any more, or the API key that they did it with has ended.',
      },
      abilities: { undo: true },
    });
    const stops = { action: 'import.undo_stopped', actor: null, subject: { id } };
    const { items } = await founder.call(listActivity, { query: { action: 'import.undo_stopped' } });
    expect(items.filter(({ subject }) => subject.id === id)).toMatchObject([stops]);
    await founder.call(plan.undoImport, { params: { id }, body: { expected: many - 500 } });
    expect(await until(id, 'undone')).toMatchObject({ counts: { undone: many }, failure: null });
  },
  60_000,
);

it('and what was still to be registered goes on at the first word of whoever continues, the orderer being gone', async () => {
  const id = await imported('half');
  const gone = await member('gone');
  const half = `with added as (insert into import_row (organization_id, import_id, line, cells, outcome)
      select organization_id, id, 100000, array['late@people.example', 'yes'], 'create' from import where id = $1)
    update import set state = 'paused', failure = 'import.no_longer', applied_by = $2, total = total + 1 where id = $1`;
  await askDatabase(server, half, [id, gone.accountId]);
  await founder.call(suspendAccounts, { body: { action: 'suspend', ids: [gone.accountId] } });
  const undoes = await member('undoes');
  const body = { action: 'suspend' as const, ids: [undoes.accountId] };
  const stopped = await undoMeanwhile(undoes, id, () => founder.call(suspendAccounts, { body }));
  expect(stopped).toMatchObject({ state: 'paused', failure: { code: 'import.undo_no_longer' } });
  await founder.call(plan.resumeImport, { params: { id } });
  const done = await until(id, 'done', 'paused');
  expect(done).toMatchObject({ state: 'done', failure: null, counts: { create: 0, done: many - 500 + 1 } });
}, 60_000);
