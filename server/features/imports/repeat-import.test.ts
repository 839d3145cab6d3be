import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiBase } from '../../../contract/define-route.ts';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import * as plan from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import * as contract from '../../../contract/imports.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { readAnswer, send } from '../../../tests/support/send.ts';
import type { Answer } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

// P32 for what takes more than one transaction, and for what is done to an import as a whole.

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

interface Upload {
  readonly key: string;
  readonly type?: string;
  readonly by?: Pick<Visitor, 'fetch'>;
}

const upload = async (body: string, { key, type = 'text/csv', by = founder }: Upload): Promise<Answer> =>
  readAnswer(
    await by.fetch(`${apiBase}/imports?filename=a.csv`, {
      method: 'POST',
      headers: { 'content-type': type, 'idempotency-key': key },
      body,
    }),
  );
const until = (id: string, ...states: ImportDetail['state'][]) =>
  vi.waitUntil(
    async () => {
      const found = await founder.call(contract.getImport, { params: { id } });
      return states.includes(found.state) && found;
    },
    { timeout: 15_000, interval: 50 },
  );
const imports = async () => {
  const [row] = await askDatabase(
    server,
    'select (select count(*)::int from import) as imports, (select count(*)::int from import_row) as rows',
  );
  return row;
};
const people = (count: number, name: string) =>
  `email\n${Array.from({ length: count }, (_, n) => `${name}.${n}@again.example`).join('\n')}\n`;

describe('a file that comes again with its key', () => {
  it.each([
    ['text/csv', people(20, 'csv')],
    ['application/json', JSON.stringify({ rows: [{ email: 'typed@again.example' }] })],
  ])('is answered the same and read once (%s)', async (type, body) => {
    const key = randomUUID();
    const first = await upload(body, { key, type });
    expect(first.status, first.text).toBe(202);
    await until(String(first.body['id']), 'planned');
    const before = await imports();
    for (let i = 0; i < 2; i++) {
      const again = await upload(body, { key, type });
      expect([again.status, again.text]).toEqual([202, first.text]);
    }
    expect(await imports()).toEqual(before);
  });

  it('is one import under fifty at once', async () => {
    const before = (await imports()) as { imports: number; rows: number };
    const key = randomUUID();
    const body = people(200, 'storm');
    const answers = await Promise.all(Array.from({ length: 50 }, () => upload(body, { key })));
    const done = answers.filter(({ status }) => status === 202);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    const refused = answers.filter(({ status }) => status !== 202);
    expect(new Set(refused.map(({ body: { code } }) => code))).toEqual(
      new Set(refused.length > 0 ? ['request_in_flight'] : []),
    );
    expect(await imports()).toEqual({ imports: before.imports + 1, rows: before.rows + 200 });
    expect((await upload(body, { key })).text).toBe(done[0]?.text);
  });

  it('is refused for another file, of which nothing stays; to somebody else the key says nothing', async () => {
    const key = randomUUID();
    await upload(people(3, 'mine'), { key });
    const before = await imports();
    const other = await upload(people(4, 'mine'), { key });
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency_key_reused']);
    expect(await imports()).toEqual(before);
    const member = await makeMember(server, {
      slug: founder.slug,
      username: 'repeater',
      permissions: ['user-registration:access', 'user-registration:can_bulk_invite'],
    });
    expect((await upload(people(4, 'mine'), { key, by: member })).status).toBe(202);
  });

  it('and was refused or broke off before is read anew', async () => {
    const key = randomUUID();
    expect((await upload('email\n"never closed', { key })).status).toBe(422);
    expect((await upload(people(2, 'anew'), { key })).status).toBe(202);
  });

  it('is known as long as it is asked what its columns are about, and its cells are kept nowhere else', async () => {
    const key = randomUUID();
    const body = 'email,Zzyx\nwho@again.example,secret-cell\n';
    const first = await upload(body, { key });
    expect(first.body['state']).toBe('mapping');
    expect((await upload(body, { key })).text).toBe(first.text);
    expect(first.text).toContain('secret-cell');
    const kept = await askDatabase(server, 'select a::text as row from idempotent_answer a where key = $1', [
      key,
    ]);
    expect(JSON.stringify(kept)).not.toContain('secret-cell');
  });
});

describe('the change of one row', () => {
  it('by one key is made once, told as the rows stand, and kept without what they hold', async () => {
    const { id } = await founder.call(contract.startImport, {
      file: new Blob([people(1, 'row'), 'row.0@again.example\n'], { type: 'text/csv' }),
    });
    await until(id, 'planned');
    const [line] = (await founder.call(plan.listImportRows, { params: { id } })).items.map((row) => row.line);
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const change = async (email: string): Promise<Answer> =>
      readAnswer(
        await founder.fetch(`${apiBase}/imports/${id}/rows/${line}`, {
          method: 'PATCH',
          headers,
          body: JSON.stringify({ values: { email } }),
        }),
      );
    // The other row had the same address: it is planned again, too.
    const first = await change('row.8@again.example');
    expect(first.body['others']).toHaveLength(1);
    expect(await change('row.8@again.example')).toMatchObject({ status: 200, text: first.text });
    expect((await change('row.7@again.example')).body['code']).toBe('idempotency_key_reused');
    const kept = await askDatabase(server, 'select a::text as row from idempotent_answer a where key = $1', [
      headers['idempotency-key'],
    ]);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('row.8@');
  });
});

interface Act {
  readonly state: ImportDetail['state'];
  readonly body?: (one: ImportDetail) => object;
  readonly other?: object;
}

/** Each act, from the state that it starts from. */
const acts: readonly (readonly [RouteDefinition, Act])[] = [
  [plan.applyImport, { state: 'planned', body: ({ planHash }) => ({ planHash }), other: { planHash: 'x' } }],
  [
    plan.fixImportRows,
    {
      state: 'planned',
      body: () => ({ problem: 'import.email_looks_mistyped', fix: 'accept' }),
      other: { fix: 'suggestion' },
    },
  ],
  [
    contract.mapImport,
    {
      state: 'planned',
      body: () => ({ columns: [{ index: 0, target: 'email' }] }),
      other: { columns: [{ index: 0, target: null }] },
    },
  ],
  [plan.cancelImport, { state: 'planned' }],
  [plan.pauseImport, { state: 'applying' }],
  [plan.resumeImport, { state: 'paused' }],
  [plan.replanImport, { state: 'planned' }],
  [plan.undoImport, { state: 'done', body: () => ({}), other: { expected: 7 } }],
];

describe.each(acts)('$name', (route, { state, body, other }) => {
  let number = 0;
  const ready = async (): Promise<{ id: string; body: object | undefined }> => {
    const file = new Blob(
      [`email\n${route.name}.${number++}@gmial.com\n${route.name}.${number}@act.example\n`],
      {
        type: 'text/csv',
      },
    );
    const { id } = await founder.call(contract.startImport, { file });
    let one = await until(id, 'planned');
    if (state === 'done') {
      await founder.call(plan.applyImport, { params: { id }, body: { planHash: one.planHash ?? '' } });
      one = await until(id, 'done');
    } else if (state !== 'planned') {
      // At work, with no job that ends it meanwhile.
      await askDatabase(server, 'update import set state = $2 where id = $1', [id, state]);
    }
    return { id, body: body?.(one) };
  };
  const activities = async (id: string) => {
    const [row] = await askDatabase<{ n: number }>(
      server,
      `select (select count(*)::int from activity where subject_id::text = $1)
        + (select count(*)::int from pgboss.job where data::text like '%' || $1 || '%') as n`,
      [id],
    );
    return row?.n;
  };

  it('is done once under fifty at once, and answered the same; not for something else', async () => {
    const { id, body: sent } = await ready();
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => send(founder, route, { id, body: sent, headers })),
    );
    const done = answers.filter(({ status }) => status === 202);
    expect(done.length, answers[0]?.text).toBeGreaterThan(0);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    const refused = answers.filter(({ status }) => status !== 202);
    expect(new Set(refused.map(({ body: { code } }) => code))).toEqual(
      new Set(refused.length > 0 ? ['request_in_flight'] : []),
    );
    const after = await activities(id);
    const again = await send(founder, route, { id, body: sent, headers });
    expect(again.text).toBe(done[0]?.text);
    expect(await activities(id)).toBe(after);
    const { id: another } = await ready();
    const reused = await send(
      founder,
      route,
      other ? { id, body: other, headers } : { id: another, headers },
    );
    expect([reused.status, reused.body['code']]).toEqual([422, 'idempotency_key_reused']);
  });
});
