import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey, revokeApiKey } from '../../contract/api-keys.ts';
import { isOpenToKeys } from '../../contract/define-route.ts';
import type { RouteDefinition } from '../../contract/define-route.ts';
import { listInvitations, resendInvitation } from '../../contract/invitations.ts';
import { allPermissions } from '../../contract/permissions.ts';
import type { Permission } from '../../contract/permissions.ts';
import { registerPerson } from '../../contract/registration.ts';
import { allRoutes } from '../../contract/routes.ts';
import { askDatabase } from '../support/ask-database.ts';
import { callWithKey } from '../support/call-with-key.ts';
import { makeMember } from '../support/make-member.ts';
import { sampleBody } from '../support/sample-requests.ts';
import { send } from '../support/send.ts';
import type { Answer } from '../support/send.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

// P18, rulings 5 and 20: every route × what becomes of a program's key. A route that is added is in here by itself.

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let everything: Visitor;
const exactly = new Map<Permission, Visitor>();
const everythingBut = new Map<Permission, Visitor>();
/** Keys that opened everything once. */
const over: Record<string, Visitor> = {};
let deprived: Visitor;

const guarded = allRoutes.filter((route) => route.permission !== 'public');
const open = guarded.filter(isOpenToKeys);
const needed = [...new Set(open.map((route) => route.permission as Permission))];

async function keyOf(maker: Visitor, permissions: readonly Permission[]) {
  const { key, apiKey } = await maker.call(createApiKey, {
    body: { name: 'A program', permissions: [...permissions] },
  });
  return { id: apiKey.id, program: callWithKey(server, key) };
}

beforeAll(async () => {
  server = await startTestFoyer({ trustProxy: ['127.0.0.1/32'] });
  founder = await server.found('Alder Institute');
  const { slug } = founder;
  everything = (await keyOf(founder, allPermissions)).program;
  for (const permission of needed) {
    exactly.set(permission, (await keyOf(founder, [permission])).program);
    const others = allPermissions.filter((other) => other !== permission);
    everythingBut.set(permission, (await keyOf(founder, others)).program);
  }
  const revoked = await keyOf(founder, allPermissions);
  await founder.call(revokeApiKey, { params: { id: revoked.id } });
  const ended = await keyOf(founder, allPermissions);
  await askDatabase(
    server,
    `update api_key set created_at = now() - interval '2 days', expires_at = now() where id = $1`,
    [ended.id],
  );
  const leaver = await makeMember(server, { slug, username: 'leaver', permissions: allPermissions });
  const left = await keyOf(leaver, allPermissions);
  await askDatabase(server, `update account set state = 'suspended' where id = $1`, [leaver.accountId]);
  Object.assign(over, { revoked: revoked.program, ended: ended.program, left: left.program });
  const loser = await makeMember(server, { slug, username: 'loser', permissions: allPermissions });
  deprived = (await keyOf(loser, allPermissions)).program;
  await askDatabase(server, 'update permission_grant set ended_at = now() where account_id = $1', [
    loser.accountId,
  ]);
}, 60_000);
afterAll(() => server.stop());

let asked = 0;
/** As if each came from a network of its own: wrong keys are counted. */
async function ask(caller: Visitor, route: RouteDefinition): Promise<Answer> {
  const body = sampleBody(route, { accountId: randomUUIDv7() });
  asked += 1;
  const headers = { 'x-forwarded-for': `10.0.${asked >> 8}.${asked & 255}` };
  const answer = await send(caller, route, { id: randomUUIDv7(), headers, ...(body && { body }) });
  expect(answer.status, answer.text).toBeLessThan(500);
  return answer;
}
const said = ({ status, body }: Answer) => [status, body['code']];

describe('a key', () => {
  it.each(guarded.filter((route) => !isOpenToKeys(route)))('never opens $name', async (route) => {
    expect(said(await ask(everything, route))).toEqual([403, 'not_for_api_keys']);
  });

  it.each(open)('opens $name by its permission alone', async (route) => {
    const permission = route.permission as Permission;
    const holder = exactly.get(permission);
    const others = everythingBut.get(permission);
    if (!holder || !others) throw new Error('no key to try');
    expect([401, 403]).not.toContain((await ask(holder, route)).status);
    const refused = await ask(others, route);
    expect([...said(refused), refused.body['permission']]).toEqual([403, 'forbidden', permission]);
    expect(said(await ask(deprived, route))).toEqual([403, 'forbidden']);
  });
});

describe('a key that is over', () => {
  it.each(guarded)('opens no $name: revoked, ended, its maker suspended', async (route) => {
    for (const [why, program] of Object.entries(over)) {
      const answer = await ask(program, route);
      expect(said(answer), why).toEqual([401, 'wrong_api_key']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="Foyer", error="invalid_token"');
    }
  });
});

it('a key sees and moves what is its organization’s, never another’s', async () => {
  const other = await server.found('Zebra Harbour');
  const foreign = (await keyOf(other, allPermissions)).program;
  const { invitation } = await founder.call(registerPerson, {
    body: { account: { email: 'anna@alder.example' }, delivery: { channel: 'none' } },
  });
  const at = { params: { id: invitation.id } };
  expect((await send(foreign, resendInvitation, { id: invitation.id })).status).toBe(404);
  expect((await foreign.call(listInvitations, {})).items).toEqual([]);
  const { items } = await everything.call(listInvitations, {});
  expect(items.map(({ id }) => id)).toContain(invitation.id);
  expect((await send(everything, resendInvitation, { id: at.params.id })).status).toBe(200);
});
