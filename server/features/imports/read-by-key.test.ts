import http from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApiKey, revokeApiKey } from '../../../contract/api-keys.ts';
import { apiBase } from '../../../contract/define-route.ts';
import * as plan from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import * as contract from '../../../contract/imports.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { callWithKey } from '../../../tests/support/call-with-key.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { send } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

async function program() {
  const { key, apiKey } = await founder.call(createApiKey, {
    body: { name: 'Nightly', permissions: ['user-registration:can_bulk_invite'] },
  });
  const revoke = () => founder.call(revokeApiKey, { params: { id: apiKey.id } });
  return { ...callWithKey(server, key), headers: { authorization: `Bearer ${key}` }, revoke };
}
const until = (id: string, state: ImportDetail['state']) =>
  vi.waitUntil(
    async () => {
      const found = await founder.call(contract.getImport, { params: { id } });
      return found.state === state && found;
    },
    { timeout: 15_000, interval: 50 },
  );
const csv = (text: string) => ({ file: new Blob([text], { type: 'text/csv' }) });

/** Reads an answer as it comes: what came until now, and how it ended. */
async function open(path: string, headers: Readonly<Record<string, string>>) {
  const request = http.get(`${server.origin.replace('localhost', '127.0.0.1')}${apiBase}${path}`, {
    headers: { ...headers, host: new URL(server.origin).host },
  });
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  expect(answer.statusCode).toBe(200);
  const rest = () =>
    new Promise<boolean>((resolve) => {
      answer.on('data', () => undefined);
      answer.on('end', () => resolve(false));
      answer.on('error', () => resolve(true));
    });
  return { breaksOff: rest };
}

describe('a key that is revoked while its import goes on (ruling 20)', () => {
  it('reads nothing of it any more', async () => {
    const { call, fetch, revoke } = await program();
    const { id } = await call(contract.startImport, csv('email\nr1@people.example\n'));
    await until(id, 'planned');
    await revoke();
    const routes = [contract.getImport, contract.followImport, contract.importReport, plan.listImportRows];
    for (const route of routes) {
      const { status, body } = await send({ fetch }, route, { id });
      expect([route.name, status, body['code']]).toEqual([route.name, 401, 'wrong_api_key']);
    }
  });

  it('carries nothing out, and the page says so', async () => {
    const { call, revoke } = await program();
    const { id } = await call(contract.startImport, csv('email\nr2@people.example\n'));
    const { planHash } = await until(id, 'planned');
    const body = { planHash: planHash ?? '' };
    await askDatabase(server, 'update organization_settings set import_approval_rows = 1');
    await call(plan.applyImport, { params: { id }, body });
    await askDatabase(server, 'update organization_settings set import_approval_rows = null');
    await revoke();
    const other = await makeMember(server, {
      slug: founder.slug,
      username: 'other',
      permissions: ['user-registration:can_bulk_invite'],
    });
    await other.call(plan.approveImport, { params: { id }, body });
    expect(await until(id, 'paused')).toMatchObject({
      failure: { code: 'import.no_longer' },
      counts: { done: 0, create: 1 },
    });
    // Whoever goes on with it orders what is left; the person who approved it would be first and second in one.
    expect((await other.call(contract.getImport, { params: { id } })).abilities.resume).toBe(false);
    const { status, body: refusal } = await send(other, plan.resumeImport, { id });
    expect([status, refusal['code']]).toEqual([403, 'own_import']);
    expect((await founder.call(contract.getImport, { params: { id } })).abilities.resume).toBe(true);
    await founder.call(plan.resumeImport, { params: { id } });
    expect(await until(id, 'done')).toMatchObject({ failure: null, counts: { done: 1 } });
    const order = `select applied_by = founder_id as "byFounder", applied_key as key
      from import join organization_settings using (organization_id) where import.id = $1`;
    expect(await askDatabase(server, order, [id])).toEqual([{ byFounder: true, key: null }]);
  });

  it('is told no more of its progress', async () => {
    const { call, headers, revoke } = await program();
    const { id } = await call(contract.startImport, csv('email\nr3@people.example\n'));
    await until(id, 'planned');
    await askDatabase(server, `update import set state = 'paused' where id = $1`, [id]);
    const progress = await open(`/imports/${id}/events`, headers);
    const ending = progress.breaksOff();
    await revoke();
    const inTime = new Promise<string>((resolve) => setTimeout(() => resolve('goes on'), 5000));
    expect(await Promise.race([ending, inTime])).toBe(true);
  });

  it.each(['key', 'person'])('leaves no list that comes to its end after it: a %s', async (who) => {
    const { headers, revoke } = await program();
    const brings = await makeMember(server, {
      slug: founder.slug,
      username: `brings.${who}`,
      permissions: ['user-registration:can_bulk_invite'],
    });
    const asPerson = { cookie: brings.cookie(), origin: server.origin };
    const request = http.request(`${server.origin.replace('localhost', '127.0.0.1')}${apiBase}/imports`, {
      method: 'POST',
      headers: {
        ...(who === 'key' ? headers : asPerson),
        host: new URL(server.origin).host,
        'content-type': 'text/csv',
      },
    });
    const all = () => askDatabase(server, 'select id from import order by id');
    const before = await all();
    const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
    request.write('email\nr5@people.example\n');
    await vi.waitUntil(async () => (await all()).length > before.length, { timeout: 10_000 });
    if (who === 'key') await revoke();
    else
      await askDatabase(server, 'update session set ended_at = now() where account_id = $1', [
        brings.accountId,
      ]);
    request.end('r6@people.example\n');
    const [answer] = await answered;
    answer.resume();
    expect(answer.statusCode).toBe(401);
    expect(await all()).toEqual(before);
  });

  it.each(['key', 'person'])(
    'gets no more of the report: a %s',
    async (who) => {
      const { call, headers, revoke } = await program();
      const { id } = await call(contract.startImport, csv('email,about\nr4@people.example,x\n'));
      await until(id, 'mapping');
      await askDatabase(
        server,
        `insert into import_row (organization_id, import_id, line, cells)
       select organization_id, id, line, array[repeat('x', 200), repeat('y', 400)]
       from import, generate_series(10, 60000) as line where id = $1`,
        [id],
      );
      const reader = await makeMember(server, {
        slug: founder.slug,
        username: `reader.${who}`,
        permissions: ['user-registration:can_bulk_invite'],
      });
      const report = await open(
        `/imports/${id}/report`,
        who === 'key' ? headers : { cookie: reader.cookie() },
      );
      const sql = 'update session set ended_at = now() where account_id = $1';
      await (who === 'key' ? revoke() : askDatabase(server, sql, [reader.accountId]));
      expect(await report.breaksOff()).toBe(true);
    },
    30_000,
  );
});
