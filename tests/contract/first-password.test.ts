import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApiKey } from '../../contract/api-keys.ts';
import type { RouteDefinition } from '../../contract/define-route.ts';
import { allPermissions } from '../../contract/permissions.ts';
import { registerPerson } from '../../contract/registration.ts';
import { allRoutes } from '../../contract/routes.ts';
import { signIn } from '../../contract/sessions.ts';
import { askDatabase } from '../support/ask-database.ts';
import { callWithKey } from '../support/call-with-key.ts';
import { sampleBody } from '../support/sample-requests.ts';
import { send } from '../support/send.ts';
import { goodPassword, startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

// T1, made from the contract: only the token that was mailed or handed over sets a first password. Every route is tried
// on a person who is only invited, by a stranger, by the founder and by a program that may do everything.

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let program: Visitor;
beforeAll(async () => {
  server = await startTestFoyer({ trustProxy: ['127.0.0.1/32'] });
  founder = await server.found('Alder Institute');
  const body = { name: 'Everything', permissions: [...allPermissions] };
  program = callWithKey(server, (await founder.call(createApiKey, { body })).key);
});
afterAll(() => server.stop());

interface Invited {
  readonly account: string;
  readonly invitation: string;
  readonly username: string;
  readonly email: string;
}

async function invite(): Promise<Invited> {
  const email = `p${randomUUIDv7()}@pending.example`;
  const { account, invitation } = await founder.call(registerPerson, {
    body: { account: { email }, delivery: { channel: 'email' } },
  });
  return { account: account.id, invitation: invitation.id, username: account.username, email };
}

/** The sample of the route, as if it were about this person and by their own words. */
function bodyAbout(route: RouteDefinition, person: Invited): unknown {
  const sample = sampleBody(route, { accountId: person.account });
  if (sample === undefined || sample instanceof Uint8Array) return sample;
  const theirs: Record<string, unknown> = {
    login: person.username,
    email: person.email,
    recipient: person.email,
    password: goodPassword,
  };
  const named = Object.keys(route.body?.shape ?? {}).filter((key) => key in theirs);
  return { ...sample, ...Object.fromEntries(named.map((key) => [key, theirs[key]])) };
}

let asked = 0;
/** As if each came from a network of its own, so that no limit stands before the route. */
function ask(caller: Visitor, route: RouteDefinition, person: Invited) {
  asked += 1;
  const headers = { 'x-forwarded-for': `10.1.${asked >> 8}.${asked & 255}` };
  const id = route.path.startsWith('/invitations') ? person.invitation : person.account;
  const body = bodyAbout(route, person);
  return send(caller, route, { id, headers, ...(body !== undefined && { body }) });
}

async function rowOf({ account }: Invited) {
  const [row] = await askDatabase<{ state: string; passwords: number; sessions: number }>(
    server,
    `select coalesce((select state from account where id = $1), 'gone') as state,
       (select count(*)::int from password where account_id = $1) as passwords,
       (select count(*)::int from session where account_id = $1) as sessions`,
    [account],
  );
  return row;
}

// It would end the session that the others are tried with.
const tried = allRoutes.filter(({ name }) => name !== 'signOut');

it.each(tried)('$name lets nobody in', async (route) => {
  const person = await invite();
  for (const caller of [server.visitor(), founder, program]) await ask(caller, route, person);
  const row = await rowOf(person);
  expect(row).toMatchObject({ passwords: 0, sessions: 0 });
  expect(row?.state).not.toBe('active');
  const login = { login: person.email, password: goodPassword };
  asked += 1;
  const answer = await send(server.visitor(), signIn, {
    body: login,
    headers: { 'x-forwarded-for': `10.2.${asked >> 8}.${asked & 255}` },
  });
  expect(answer.status).not.toBe(201);
});
