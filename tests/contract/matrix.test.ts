import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteDefinition } from '../../contract/define-route.ts';
import { allPermissions } from '../../contract/permissions.ts';
import type { Permission } from '../../contract/permissions.ts';
import { registerPerson } from '../../contract/registration.ts';
import { allRoutes } from '../../contract/routes.ts';
import { planHashOf } from '../../server/features/imports/plan-hash.ts';
import { askDatabase } from '../support/ask-database.ts';
import { makeImport, readyImport } from '../support/make-import.ts';
import { makeMember } from '../support/make-member.ts';
import { makeSubmitted } from '../support/make-submitted.ts';
import { readyFor } from '../support/ready-for.ts';
import { sampleBody } from '../support/sample-requests.ts';
import { send } from '../support/send.ts';
import type { Answer } from '../support/send.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../support/test-foyer.ts';

// P18, P19: every route × who calls × whose thing it is. A route that is added is in here by itself.

type Founder = Awaited<ReturnType<TestFoyer['found']>>;

let server: TestFoyer;
let ours: Founder;
let theirs: Founder;
let withoutIdentity: Visitor;
let bare: Visitor;
const exactly = new Map<Permission, Visitor>();
const everythingBut = new Map<Permission, Visitor>();

/** In every name, address and text of the other organization, and no word of the suggested passphrases. */
const planted = /quagga/i;

const needed = [...new Set(allRoutes.map((route) => route.permission))].filter((permission) =>
  allPermissions.includes(permission as Permission),
) as Permission[];

beforeAll(async () => {
  server = await startTestFoyer();
  ours = await server.found('Alder Institute');
  theirs = await server.found('Quagga Harbour');
  await makeThings(theirs);
  const { slug } = ours;
  withoutIdentity = await makeMember(server, {
    slug,
    username: 'not.yet.known',
    permissions: allPermissions,
    identity: 'none',
  });
  bare = await makeMember(server, { slug, username: 'bare' });
  for (const [index, permission] of needed.entries()) {
    const others = allPermissions.filter((other) => other !== permission);
    exactly.set(
      permission,
      await makeMember(server, { slug, username: `exactly${index}`, permissions: [permission] }),
    );
    everythingBut.set(
      permission,
      await makeMember(server, { slug, username: `but${index}`, permissions: others }),
    );
  }
}, 60_000);
afterAll(() => server.stop());

/** One person, invited by mail, with a grant; a mail in the outbox. All of it is new. */
async function makeThings(founder: Founder): Promise<Things> {
  const name = `quagga${randomUUIDv7().slice(-8)}`;
  const isTheirs = founder === theirs;
  const { account, invitation } = await founder.call(registerPerson, {
    body: {
      account: { email: `${isTheirs ? name : name.replace('quagga', 'alder')}@${founder.slug}.example` },
      grants: [{ application: 'permissions', permission: 'can_grant' }],
      delivery: { channel: 'email', ...(isTheirs && { message: 'The quagga is in the harbour.' }) },
    },
  });
  const [found] = await askDatabase<{ grant: string; mail: string; entry: string }>(
    server,
    `select g.id as grant, m.id as mail, a.id as entry from permission_grant g join mail m using (organization_id, account_id)
       join activity a on a.subject_id = g.account_id
     where g.account_id = $1`,
    [account.id],
  );
  if (!found) throw new Error('a person without grant or mail');
  // Kept as if hours ago, so that the next mail need not wait.
  await askDatabase(
    server,
    `update mail set state = 'kept', subject = 'Invitation', created_at = now() - interval '2 hours' where id = $1`,
    [found.mail],
  );
  const [key] = await askDatabase<{ id: string }>(
    server,
    `insert into api_key (organization_id, id, account_id, name, permissions, secret_hash, expires_at)
     select organization_id, gen_random_uuid(), founder_id, $2, '{settings:access}', sha256('x'), now() + interval '1 day'
     from organization_settings join organization on organization_id = id where slug = $1 returning id`,
    [founder.slug, isTheirs ? 'Key of quagga' : 'Key of alder'],
  );
  await askDatabase(server, `update invitation set state = 'sent' where id = $1`, [invitation.id]);
  const [batch] = await askDatabase<{ id: string }>(
    server,
    `insert into invitation_batch (organization_id, id, action, state, started_by)
     select organization_id, gen_random_uuid(), 'revoke', 'done', founder_id
     from organization_settings join organization on organization_id = id where slug = $1 returning id`,
    [founder.slug],
  );
  const [crowd] = await askDatabase<{ id: string }>(
    server,
    `insert into people_batch (organization_id, id, action, state, started_by)
     select organization_id, gen_random_uuid(), 'suspend', 'done', founder_id
     from organization_settings join organization on organization_id = id where slug = $1 returning id`,
    [founder.slug],
  );
  await makeSubmitted(server, account.id);
  return {
    ...identityOf(account.id),
    imports: await makeImport(server, { slug: founder.slug, accountId: account.id, email: account.email }),
    account: account.id,
    'api-keys': key?.id ?? '',
    invitations: invitation.id,
    'invitation-batches': batch?.id ?? '',
    'people-batches': crowd?.id ?? '',
    grants: found.grant,
    outbox: found.mail,
    mails: found.mail,
    activity: found.entry,
  };
}

/** Addresses of an account and of its identity hold the same id. */
const identityOf = (account: string) => ({
  accounts: account,
  identities: account,
  'identity-reviews': account,
});

interface Things extends Readonly<ReturnType<typeof identityOf>> {
  readonly account: string;
  readonly imports: string;
  readonly 'api-keys': string;
  readonly invitations: string;
  readonly 'invitation-batches': string;
  readonly 'people-batches': string;
  readonly grants: string;
  readonly outbox: string;
  readonly mails: string;
  readonly activity: string;
}

async function withdraw(grant: string): Promise<void> {
  await askDatabase(server, 'update permission_grant set ended_at = now() where id = $1', [grant]);
}

const unknown = (): Things => ({
  ...identityOf(randomUUIDv7()),
  account: randomUUIDv7(),
  imports: randomUUIDv7(),
  'api-keys': randomUUIDv7(),
  invitations: randomUUIDv7(),
  'invitation-batches': randomUUIDv7(),
  'people-batches': randomUUIDv7(),
  grants: randomUUIDv7(),
  outbox: randomUUIDv7(),
  mails: randomUUIDv7(),
  activity: randomUUIDv7(),
});

/** The id that the route's address names: of an invitation, a grant or a mail. */
function idOf({ path }: RouteDefinition, things: Things): string {
  const kind = path.split('/')[1] as keyof Things;
  return things[kind] ?? '';
}

const sampleOf = (route: RouteDefinition, { account, imports }: Things) =>
  sampleBody(route, { accountId: account, planHash: planHashOf({ id: imports, revision: 0 }) });

async function ask(caller: Visitor, route: RouteDefinition, things: Things): Promise<Answer> {
  const body = sampleOf(route, things);
  const answer = await send(caller, route, { id: idOf(route, things), ...(body && { body }) });
  expect(answer.status, answer.text).toBeLessThan(500);
  const usual = route.download ? /csv|json|event-stream/ : /json|none/;
  expect(answer.headers.get('content-type') ?? 'none', answer.text).toMatch(usual);
  return answer;
}

/** What a refusal says, without the reference that differs each time. */
function said({ body }: Answer) {
  const { requestId: _, ...rest } = body;
  return rest;
}

const hasId = (route: RouteDefinition) => route.path.includes('{id}');
// They end the session, count against it, or leave the founder without a right; tests of their own show who may.
const endsSessions = ['signOut', 'endOneSession', 'handOverFounding'];
const guarded = allRoutes.filter((route) => route.permission !== 'public');
const public_ = allRoutes.filter((route) => route.permission === 'public');

const forgedCookie = () => `foyer=${randomUUIDv7()}.${randomUUIDv7()}.${'a'.repeat(43)}`;

/** What is refused before anybody of ours has read it: no JSON, too much of it, of no type that the route takes. */
function brokenBodies({
  upload,
}: RouteDefinition): readonly { readonly type: string; readonly body: string }[] {
  const type = upload?.types[0] ?? 'application/json';
  return [
    ...(upload ? [] : [{ type, body: '{' }]),
    { type, body: 'x'.repeat((upload?.bytes ?? 1_048_576) + 1) },
    { type: 'application/x-www-form-urlencoded', body: 'a=1' },
  ];
}

async function sendBroken(
  caller: Visitor,
  route: RouteDefinition,
  { type, body }: { readonly type: string; readonly body: string },
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const sent = { id: randomUUIDv7(), body, headers: { 'content-type': type, ...headers } };
  const answer = await send(caller, route, sent);
  return `${answer.status} ${String(answer.body['code'])}`;
}

describe('who stands outside', () => {
  it.each(guarded)('$name: 401 without a session', async (route) => {
    for (const things of [await makeThings(ours), unknown()]) {
      const answer = await ask(server.visitor(), route, things);
      expect([answer.status, answer.body['code']]).toEqual([401, 'not_signed_in']);
    }
  });

  it.each(guarded)('$name: 401 before anything is said of the request', async (route) => {
    for (const headers of [{}, { cookie: forgedCookie() }]) {
      for (const id of [randomUUIDv7(), 'no-id-at-all']) {
        const sent = { id, query: '?unheard=1', headers, ...(route.body && { body: { unheard: 1 } }) };
        const answer = await send(server.visitor(), route, sent);
        expect([answer.status, answer.body['code']]).toEqual([401, 'not_signed_in']);
      }
    }
  });

  it.each(guarded.filter(({ method }) => method !== 'GET'))(
    '$name: 401 before the body is judged',
    async (route) => {
      const told = [];
      for (const body of brokenBodies(route)) {
        for (const headers of [{}, { cookie: forgedCookie() }])
          told.push(await sendBroken(server.visitor(), route, body, headers));
      }
      expect(new Set(told)).toEqual(new Set(['401 not_signed_in']));
    },
  );

  it.each(public_)('$name: the same for everybody, and nothing of another organization', async (route) => {
    const callers = [server.visitor(), withoutIdentity, bare, ours];
    const answers = await Promise.all(callers.map((caller) => ask(caller, route, unknown())));
    expect(new Set(answers.map((answer) => answer.status)).size).toBe(1);
    for (const answer of answers) {
      expect([401, 403].includes(answer.status) && answer.body['code'] !== 'wrong_credentials').toBe(false);
      expect(answer.text).not.toMatch(planted);
    }
  });
});

describe('who is in but may not', () => {
  const closed = guarded.filter((route) => route.permission !== 'signed-in');

  it.each(closed)('$name: 403 names what is missing', async (route) => {
    const permission = route.permission === 'founder' ? undefined : route.permission;
    const others = permission && everythingBut.get(permission as Permission);
    const things = await makeThings(ours);
    for (const caller of [bare, others ?? exactly.values().next().value, withoutIdentity]) {
      if (!caller) throw new Error('nobody to ask');
      const answer = await ask(caller, route, things);
      expect([answer.status, answer.body['code'], answer.body['permission']]).toEqual([
        403,
        'forbidden',
        permission,
      ]);
      const reason = caller === withoutIdentity ? 'identity_not_validated' : 'not_granted';
      expect(answer.body['reason']).toBe(permission && reason);
    }
    if (route.method === 'GET') return;
    for (const body of brokenBodies(route)) expect(await sendBroken(bare, route, body)).toBe('403 forbidden');
  });
});

/** What it grants was given already; or the link of who was given more than the caller may grant would go elsewhere (P20). */
const wantNoGrant = ['grantPermission', 'handOverLink', 'resendInvitation'];

describe('who may', () => {
  const open = guarded.filter((route) => !endsSessions.includes(route.name));

  it.each(open)('$name: its own, never what is another organization’s', async (route) => {
    const holder = exactly.get(route.permission as Permission);
    const member = route.permission === 'signed-in' ? bare : holder;
    for (const caller of member ? [member, ours] : [ours]) {
      const things = await makeThings(ours);
      if (wantNoGrant.includes(route.name)) await withdraw(things.grants);
      await readyFor(server, route, things.account);
      await readyImport(server, route, things.imports);
      // The sample names the first version of the form.
      if (route.name === 'changeIdentityForm') await askDatabase(server, 'delete from identity_form');
      await askDatabase(server, 'delete from mail_text');
      const answer = await ask(caller, route, things);
      expect(answer.text).not.toMatch(planted);
      // The sample does not know the password, nor a mail server, and is told so.
      if (route.name === 'changePassword' || route.name === 'changeMailServer') continue;
      expect(answer.status, answer.text).toBe(route.status);
    }
  });

  it.each(open.filter(hasId))('$name: a foreign id is an unknown one', async (route) => {
    const holder = exactly.get(route.permission as Permission);
    for (const caller of holder ? [holder, ours] : [ours]) {
      const foreign = await ask(caller, route, await makeThings(theirs));
      const missing = await ask(caller, route, unknown());
      expect([foreign.status, foreign.body['code']]).toEqual([404, 'not_found']);
      expect(said(foreign)).toEqual(said(missing));
    }
    const things = await makeThings(ours);
    expect((await ask(theirs, route, things)).status).toBe(404);
    for (const id of ['no-id-at-all', `${things.invitations}0`, '%00', '__proto__']) {
      const body = sampleOf(route, things);
      const answer = await send(ours, route, { id, ...(body && { body }) });
      expect(said(answer), id).toEqual(said(await ask(ours, route, unknown())));
    }
  });
});

describe('lists, figures and look-ups', () => {
  const lists = allRoutes.filter(
    (route) => route.method === 'GET' && route.permission !== 'public' && !hasId(route),
  );

  it.each(lists)('$name: no row, count or cursor of another organization', async (route) => {
    const foreign = await makeThings(theirs);
    const keys = Object.keys(route.query?.shape ?? {});
    const tries = keys.flatMap((key) =>
      [foreign.account, foreign.invitations, foreign.outbox, 'quagga', 'founder@quagga-harbour.example'].map(
        (value) => `?${key}=${value}`,
      ),
    );
    for (const query of ['', ...tries]) {
      const answer = await send(ours, route, { query });
      expect(answer.status, answer.text).toBeLessThan(500);
      expect(answer.text.replaceAll(/"derivedUsername":"[^"]*"/g, '')).not.toMatch(planted);
      for (const id of Object.values(foreign)) expect(answer.text).not.toContain(id);
      const { items, total } = answer.body;
      const narrowed = /query=|account=/.test(query) && items !== undefined;
      expect(narrowed ? [items, total ?? 0] : [[], 0]).toEqual([[], 0]);
    }
  });

  it('says of a name that another organization has that it is free', async () => {
    const route = allRoutes.find(({ name }) => name === 'checkAvailability');
    if (!route) throw new Error('no such route');
    const answer = await send(ours, route, { query: '?email=founder@quagga-harbour.example' });
    expect(answer.body).toMatchObject({ email: { state: 'available' } });
  });

  it('takes an account of another organization for one that does not exist', async () => {
    const route = allRoutes.find(({ name }) => name === 'grantPermission');
    if (!route) throw new Error('no such route');
    const foreign = await ask(ours, route, await makeThings(theirs));
    const missing = await ask(ours, route, unknown());
    expect(foreign.status).toBe(422);
    expect(said(foreign)).toEqual(said(missing));
  });
});

it('has a handler for every route of the contract, and no other', () => {
  const named = (routes: readonly RouteDefinition[]) => routes.map((route) => route.name).toSorted();
  expect(named(server.foyer.handled)).toEqual(named(allRoutes));
});
