import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiBase } from '../../../contract/define-route.ts';
import * as plan from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import * as contract from '../../../contract/imports.ts';
import { registerPerson } from '../../../contract/registration.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

type Who = Pick<Visitor, 'call' | 'fetch'>;
const start = async (who: Who, text: string) => {
  const file = new Blob([text], { type: 'text/csv' });
  return (await who.call(contract.startImport, { file })).id;
};
const until = async (who: Who, id: string, ...states: ImportDetail['state'][]) =>
  vi.waitUntil(
    async () => {
      const found = await who.call(contract.getImport, { params: { id } });
      return states.includes(found.state) && found;
    },
    { timeout: 15_000, interval: 50 },
  );
const planned = async (who: Who, text: string) => until(who, await start(who, text), 'planned', 'mapping');
const apply = async (who: Who, { id, planHash }: ImportDetail) => {
  await who.call(plan.applyImport, { params: { id }, body: { planHash: planHash ?? '' } });
  return until(who, id, 'done', 'paused');
};
const problemsOf = async (who: Who, id: string) => {
  const { items } = await who.call(plan.listImportRows, { params: { id } });
  return items.map(({ outcome, problems }) => [
    outcome,
    ...problems.map(({ field, code }) => `${field} ${code}`),
  ]);
};
const refusalOf = async (body: string, type = 'text/csv') => {
  const response = await founder.fetch(`${apiBase}/imports`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  const answer = (await response.json()) as { fields?: { file?: { code: string }[] }; code: string };
  return [response.status, answer.fields?.file?.[0]?.code ?? answer.code];
};
let members = 0;
const member = (...permissions: Permission[]) =>
  makeMember(server, {
    slug: founder.slug,
    username: `member${++members}`,
    permissions: ['user-registration:can_bulk_invite', ...permissions],
  });

describe('a row grants by file', () => {
  it('what its operator could grant by hand, and nothing else, also when a right ends in between (P20)', async () => {
    const file = 'email;grants\na1@people.example;activity:access\na2@people.example;settings:access\n';
    const bare = await member();
    expect(await problemsOf(bare, (await planned(bare, file)).id)).toEqual([
      ['blocked', 'grants grant.needs_can_grant'],
      ['blocked', 'grants grant.needs_can_grant'],
    ]);
    const granter = await member('permissions:can_grant', 'activity:access');
    const found = await planned(granter, file);
    expect(await problemsOf(granter, found.id)).toEqual([
      ['create'],
      ['blocked', 'grants grant.not_held_by_you'],
    ]);
    await askDatabase(
      server,
      `update permission_grant set ended_at = now() where account_id = $1 and application = 'activity'`,
      [granter.accountId],
    );
    const done = await apply(granter, found);
    expect(done.counts).toMatchObject({ done: 0, moved: 1, blocked: 1 });
    expect(
      await askDatabase(server, `select 1 from account where email_canonical like 'a_@people.example'`),
    ).toEqual([]);
  });

  it('and identities only by who may register them; who may not keeps the accounts', async () => {
    const bare = await member();
    const found = await planned(bare, 'email,first name,last name\nb1@people.example,Anna,Rossi\n');
    expect(found.columns.map(({ target }) => target)).toEqual(['email', null, null]);
    expect(found.counts).toMatchObject({ create: 1, identities: 0 });
  });
});

describe('a plan', () => {
  it('is applied only as it was looked at; rows whose world has moved are left, named and planned again', async () => {
    const found = await planned(founder, 'email,username\nc1@people.example,chosen\nc2@people.example,\n');
    const stale = { params: { id: found.id }, body: { planHash: found.planHash ?? '' } };
    await founder.call(plan.changeImportRow, {
      params: { id: found.id, line: '3' },
      body: { values: { username: 'second' } },
    });
    const refused = await send(founder, plan.applyImport, { id: found.id, body: stale.body });
    expect([refused.status, refused.body['code']]).toEqual([409, 'plan_moved']);
    await founder.call(registerPerson, {
      body: { account: { email: 'other@people.example', username: 'chosen' }, delivery: { channel: 'none' } },
    });
    const done = await apply(founder, await founder.call(contract.getImport, { params: { id: found.id } }));
    expect(done.counts).toMatchObject({ done: 1, moved: 1 });
    expect(await problemsOf(founder, found.id)).toEqual([
      ['moved', 'username account.username_taken'],
      ['done'],
    ]);
    const fixed = await founder.call(plan.fixImportRows, {
      params: { id: found.id },
      body: { fix: 'suggestion' },
    });
    const again = await apply(founder, fixed.import);
    expect(again.counts).toMatchObject({ done: 2, moved: 0 });
  });

  it('asks what an unknown column is about, erases those about nothing, and remembers', async () => {
    const text = 'Kontaktpunkt,Badge,Password\nd1@people.example,secret-badge,hunter2\n';
    const found = await planned(founder, text);
    expect(found.state).toBe('mapping');
    expect(found.columns.map(({ status }) => status)).toEqual(['unknown', 'unknown', 'password']);
    const columns = [{ index: 0, target: 'email' }];
    await founder.call(contract.mapImport, { params: { id: found.id }, body: { columns } });
    expect((await until(founder, found.id, 'planned')).counts.create).toBe(1);
    const kept = JSON.stringify(
      await askDatabase(
        server,
        'select import_row::text, import::text from import_row join import on id = import_id',
      ),
    );
    expect(kept).not.toMatch(/secret-badge|hunter2/);
    const next = await planned(founder, text.replace('d1', 'd2'));
    expect([next.state, next.counts.create]).toEqual(['planned', 1]);
  });

  it('that is given up names what had its turn never, in the file of rows not done', async () => {
    const { id } = await planned(founder, 'email\nh1@people.example\nh2@\n');
    const notDone = async () => {
      const query = { format: 'csv', outcome: 'not_done' } as const;
      const report = await founder.call(contract.importReport, { params: { id }, query });
      return (await report.text()).match(/h\d@/g);
    };
    expect(await notDone()).toEqual(['h2@']);
    await founder.call(plan.cancelImport, { params: { id } });
    expect(await notDone()).toEqual(['h1@', 'h2@']);
  });

  it('is never seen from another organization, nor touched', async () => {
    const { id } = await planned(founder, 'email\ne1@people.example\n');
    const other = await server.found('Zebra Harbour');
    for (const route of [
      contract.getImport,
      plan.listImportRows,
      plan.pauseImport,
      contract.importReport,
      contract.followImport,
    ]) {
      expect((await send(other, route, { id })).status).toBe(404);
    }
  });
});

describe('undoing', () => {
  it('withdraws whom nobody used, and names the rest', async () => {
    const found = await planned(founder, 'email\nf1@people.example\nf2@people.example\nf3@people.example\n');
    const { id } = await apply(founder, found);
    await askDatabase(
      server,
      `update account set state = 'active' where email_canonical = 'f2@people.example'`,
    );
    const preview = await founder.call(plan.previewUndo, { params: { id } });
    expect(preview).toMatchObject({ withdrawn: 2, joined: 1, edited: 0 });
    await founder.call(plan.undoImport, { params: { id }, body: { expected: 2 } });
    await until(founder, id, 'undone');
    expect(await problemsOf(founder, id)).toEqual([
      ['undone'],
      ['done', 'row import.kept_joined'],
      ['undone'],
    ]);
    expect(
      await askDatabase(
        server,
        `select username from account where email_canonical like 'f_@people.example'`,
      ),
    ).toEqual([{ username: 'f2.people-example' }]);
  });
});

describe('a file that is none', () => {
  it('is refused with its reason, and nothing of it stays', async () => {
    const before = await askDatabase(server, 'select id from import');
    expect(await refusalOf('')).toEqual([422, 'import.empty']);
    expect(await refusalOf('email\n')).toEqual([422, 'import.empty']);
    expect(await refusalOf('email,name\n"anna')).toEqual([422, 'import.quote_not_closed']);
    expect(await refusalOf(`email${',x'.repeat(10_000)}\na@people.example\n`)).toEqual([
      422,
      'import.too_many_columns',
    ]);
    expect(
      await refusalOf('PK nothing', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
    ).toEqual([422, 'import.not_a_workbook']);
    expect(await refusalOf('{}', 'application/pdf')).toEqual([415, 'unsupported_media_type']);
    expect(await askDatabase(server, 'select id from import')).toEqual(before);
  });

  it('has headers that are names of everything, and stays a table (T31)', async () => {
    const found = await planned(founder, 'email,__proto__,constructor\ng1@people.example,a,b\n');
    expect(found.columns.map(({ header, status }) => [header, status])).toEqual([
      ['email', 'recognised'],
      ['__proto__', 'unknown'],
      ['constructor', 'unknown'],
    ]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });
});
