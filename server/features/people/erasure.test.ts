import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createApiKey } from '../../../contract/api-keys.ts';
import { askForEmailChange } from '../../../contract/email-change.ts';
import { listActivity } from '../../../contract/activity.ts';
import { changeGrant, grantPermission, listGrants } from '../../../contract/grants.ts';
import { askForIdentities, registerIdentity, saveMyIdentity } from '../../../contract/identities.ts';
import { revealField } from '../../../contract/identity-reviews.ts';
import { askForUpdate } from '../../../contract/identity-updates.ts';
import { editInvitation } from '../../../contract/invitation-changes.ts';
import { listInvitations, resendInvitation } from '../../../contract/invitations.ts';
import { declineInvitation, joinOrganization } from '../../../contract/join.ts';
import * as people from '../../../contract/people.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askForPasswordReset, signIn } from '../../../contract/sessions.ts';
import { createLog } from '../../platform/log.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { invitationTokenOf } from '../../../tests/support/mailed-tokens.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { whereIs } from '../../../tests/support/where-is.ts';
import { goodPassword, startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

// P24: a person erased is in no table, job, mail, stored answer or log that is kept.

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
const log: string[] = [];
beforeAll(async () => {
  server = await startTestFoyer({
    log: createLog({ logLevel: 'trace', logTo: { write: (line) => log.push(line) } }),
    trustProxy: ['127.0.0.1/32'],
  });
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

/** Each stands somewhere, in one spelling or another; nothing else of the house has it. */
const canaries = [
  'kestrel', // in every email and username
  'Wagtail', // in every name
  '5550144', // the phone number
  'ZZTKST91D52L424X', // sensitive
  'bring the lantern', // the message
  'the spare key', // why something was granted
  'the old number', // why they were asked to look at their data again
  'Nightjar program', // an API key
  '203.0.113.77', // from where they signed in
];

const from = { 'x-forwarded-for': '203.0.113.77', 'user-agent': 'Mozilla/5.0 Firefox/140.0 kestrel' };

async function withHeaders(visitor: Visitor, path: string, body: object): Promise<void> {
  const answer = await visitor.fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...from },
    body: JSON.stringify(body),
  });
  expect(answer.ok, await answer.clone().text()).toBe(true);
}

/** A life in which each table gets something of theirs. */
async function live(): Promise<string> {
  const email = 'kestrel@people.example';
  const { account, invitation } = await founder.call(
    registerPerson,
    {
      body: {
        account: { email, username: 'kestrel' },
        grants: [{ application: 'settings', permission: 'access' }],
        delivery: { channel: 'email', message: 'Please bring the lantern.' },
      },
    },
    { idempotencyKey: 'registered-once' },
  );
  const { id } = account;
  await askDatabase(server, `update mail set created_at = created_at - interval '2 hours'`);
  await founder.call(editInvitation, {
    params: { id: invitation.id },
    body: { version: 1, message: 'Again: bring the lantern.' },
  });
  await founder.call(
    resendInvitation,
    { params: { id: invitation.id }, body: { email: 'kestrel.two@people.example' } },
    { idempotencyKey: 'sent-again-once' },
  );
  await vi.waitUntil(
    async () =>
      (await askDatabase(server, `select from mail where state = 'kept' and generation = 2`)).length > 0,
    10_000,
  );
  const token = await invitationTokenOf(server, invitation.id);
  const person = server.visitor();
  await withHeaders(person, '/join', { token, password: goodPassword });
  const login = { organization: founder.slug, login: 'kestrel', password: goodPassword };
  await withHeaders(server.visitor(), '/session', login);
  await outcomeOf(server.visitor().call(signIn, { body: { ...login, password: 'not at all this one' } }));
  await person.call(saveMyIdentity, { body: { fields: { given_name: 'Wagtail' } } });
  await founder.call(askForIdentities, { body: { accounts: [id] } }, { idempotencyKey: 'asked-once' });
  await founder.call(registerIdentity, {
    params: { id },
    body: {
      fields: {
        given_name: 'Wagtail',
        family_name: 'Wagtail',
        phone: '+12025550144',
        personal_email: 'kestrel@home.example',
        tax_code: 'ZZTKST91D52L424X',
      },
    },
  });
  await founder.call(registerIdentity, { params: { id }, body: { fields: { family_name: 'Wagtail-Two' } } });
  await founder.call(
    askForUpdate,
    { params: { id }, body: { fields: ['phone'], note: 'Is it still the old number?' } },
    { idempotencyKey: 'asked-again-once' },
  );
  // Stands encrypted in the tables; said aloud once, so that a log that kept answers would have it in clear.
  const revealed = await founder.call(revealField, { params: { id }, body: { field: 'tax_code' } });
  expect(revealed.value).toBe('ZZTKST91D52L424X');
  await founder.call(
    grantPermission,
    { body: { account: id, application: 'activity', permission: 'access', reason: 'Has the spare key.' } },
    { idempotencyKey: 'granted-once' },
  );
  await person.call(createApiKey, { body: { name: 'Nightjar program', permissions: ['settings:access'] } });
  await askDatabase(server, `update mail set created_at = created_at - interval '2 hours'`);
  await person.call(askForEmailChange, { body: { email: 'kestrel.three@people.example' } });
  await server
    .visitor()
    .call(askForPasswordReset, { body: { organization: founder.slug, login: 'kestrel' } });
  const version = (await founder.call(people.getAccount, { params: { id } })).version;
  await founder.call(people.changeAccount, {
    params: { id },
    body: { version, username: 'kestrel.renamed' },
  });
  await vi.waitUntil(
    async () =>
      (await askDatabase(server, `select from mail where state in ('queued', 'sending')`)).length === 0,
    15_000,
  );
  return id;
}

it('leaves no trace of a person but ids and acts, in any table, job or line of the log', async () => {
  const id = await live();
  const before = await whereIs(server, canaries);
  const tables = new Set(before.map((place) => place.split(':')[0]));
  // That the canaries were everywhere is what makes their absence worth something.
  for (const table of [
    'account',
    'identity',
    'identity_version',
    'invitation',
    'mail',
    'session',
    'email_change',
    'identity_update_request',
  ]) {
    expect([...tables]).toContain(`public.${table}`);
  }
  for (const table of ['activity', 'activity_detail', 'api_key', 'idempotent_answer', 'permission_grant']) {
    expect([...tables]).toContain(`public.${table}`);
  }
  for (const canary of canaries.filter((word) => word !== 'ZZTKST91D52L424X')) {
    expect(
      before.some((place) => place.endsWith(canary)),
      canary,
    ).toBe(true);
  }
  await founder.call(people.eraseAccount, { params: { id } });
  expect(await whereIs(server, canaries)).toEqual([]);
  for (const canary of canaries) expect(log.join('\n').toLowerCase()).not.toContain(canary.toLowerCase());

  // The acts are there, and name nobody.
  const { items } = await founder.call(listActivity, { query: { subject: id, limit: 200 } });
  expect(items.length).toBeGreaterThan(10);
  expect(items[0]).toMatchObject({ action: 'account.erased', actor: { name: 'founder' } });
  for (const { person, hasValues } of items) {
    expect([person, hasValues]).toEqual([{ id, name: null, email: null }, false]);
  }
  // The id itself stands in the activity alone, once the search has heard that the person is gone.
  await expect
    .poll(async () => new Set((await whereIs(server, [id])).map((place) => place.split(':')[0])), {
      timeout: 10_000,
      interval: 250,
    })
    .toEqual(new Set(['public.activity']));
}, 60_000);

it('answers a repeat of what made them that it was answered, and makes nobody', async () => {
  const request = {
    body: {
      account: { email: 'kestrel@people.example', username: 'kestrel' },
      grants: [{ application: 'settings' as const, permission: 'access' }],
      delivery: { channel: 'email' as const, message: 'Please bring the lantern.' },
    },
  };
  const again = await outcomeOf(founder.call(registerPerson, request, { idempotencyKey: 'registered-once' }));
  expect(again).toMatchObject({ kind: 'refused', code: 'already_answered' });
  expect(await askDatabase(server, `select from account where username = 'kestrel'`)).toEqual([]);
});

it('leaves what they did for others: invitations, grants and lists that name them no more', async () => {
  const { account } = await founder.call(registerPerson, {
    body: { account: { email: 'inviter@people.example' }, delivery: { channel: 'link' } },
  });
  const [invited, member] = await Promise.all(
    ['invited', 'member'].map((name) =>
      founder.call(registerPerson, {
        body: { account: { email: `${name}@people.example` }, delivery: { channel: 'link' } },
      }),
    ),
  );
  const inviter = account.id;
  const token = member?.link?.split('#')[1] ?? '';
  await server.visitor().call(joinOrganization, { body: { token, password: goodPassword } });
  await askDatabase(server, `update invitation set invited_by = $1 where account_id = any($2)`, [
    inviter,
    [invited?.account.id, member?.account.id],
  ]);
  for (const person of [invited, member]) {
    await founder.call(grantPermission, {
      body: { account: person?.account.id ?? '', application: 'activity', permission: 'access' },
    });
  }
  await askDatabase(server, 'update permission_grant set granted_by = $1', [inviter]);
  await founder.call(people.eraseAccount, { params: { id: inviter } });

  const grants = async (id = '') => (await founder.call(listGrants, { query: { account: id } })).items;
  expect(await grants(member?.account.id)).toMatchObject([{ grantedBy: null, permission: 'access' }]);
  expect(await grants(invited?.account.id)).toEqual([]);
  const { items } = await founder.call(listInvitations, { query: { query: 'invited@people.example' } });
  expect(items).toMatchObject([{ invitedBy: null, state: 'handed_over' }]);
  const link = invited?.link?.split('#')[1] ?? '';
  expect(await outcomeOf(server.visitor().call(declineInvitation, { body: { token: link } }))).toMatchObject({
    kind: 'done',
  });
});

it('leaves no name of theirs in what others were answered about what they had done', async () => {
  const operator = await makeMember(server, {
    slug: founder.slug,
    username: 'sandpiper',
    permissions: [
      ...(['user-registration:access', 'permissions:access', 'permissions:can_grant'] as const),
      ...(['user-management:access', 'user-management:can_register_identity'] as const),
      ...(['user-management:can_validate_identity', 'activity:access'] as const),
    ],
  });
  const { account, invitation } = await operator.call(registerPerson, {
    body: { account: { email: 'of.the.operator@people.example' }, delivery: { channel: 'email' } },
  });
  await operator.call(registerIdentity, {
    params: { id: account.id },
    body: { fields: { given_name: 'Anna', family_name: 'Rossi' } },
  });
  const grant = await operator.call(grantPermission, {
    body: { account: account.id, application: 'activity', permission: 'access' },
  });
  const { version } = await founder.call(people.getAccount, { params: { id: account.id } });
  const answers = [
    await founder.call(
      changeGrant,
      { params: { id: grant.id }, body: { version: grant.version, until: '2999-01-01' } },
      { idempotencyKey: 'grant-changed' },
    ),
    await founder.call(
      people.changeAccount,
      { params: { id: account.id }, body: { version, population: 'external' } },
      { idempotencyKey: 'account-changed' },
    ),
    await founder.call(
      editInvitation,
      { params: { id: invitation.id }, body: { version: 1, message: 'Ciao' } },
      { idempotencyKey: 'invitation-edited' },
    ),
  ];
  for (const answer of answers) expect(JSON.stringify(answer)).toContain('Sandpiper');
  await founder.call(people.eraseAccount, { params: { id: operator.accountId } });
  expect(await whereIs(server, ['sandpiper'])).toEqual([]);
});

it('forgets from where they acted on many', async () => {
  const { slug } = founder;
  const permissions = ['user-registration:access', 'user-registration:can_bulk_invite'] as const;
  const person = await makeMember(server, { slug, username: 'acted.on.many', permissions });
  const { invitation } = await founder.call(registerPerson, {
    body: { account: { email: 'one.of.many@people.example' }, delivery: { channel: 'none' } },
  });
  await withHeaders(person, '/invitations/bulk', { action: 'revoke', ids: [invitation.id] });
  const file = {
    method: 'POST',
    headers: { 'content-type': 'text/csv', ...from },
    body: 'email\nx@y.example\n',
  };
  expect((await person.fetch('/api/v1/imports', file)).status).toBe(202);
  const address = ['203.0.113.77'];
  expect((await whereIs(server, address)).map((place) => place.split(':')[0])).toEqual(
    expect.arrayContaining(['public.invitation_batch', 'public.import']),
  );
  await founder.call(people.eraseAccount, { params: { id: person.accountId } });
  expect(await whereIs(server, address)).toEqual([]);
});

it('reaches whatever refers to a person: each key to an account lets it go, the founder’s apart', async () => {
  const held = await askDatabase<{ name: string }>(
    server,
    `select conname as name from pg_constraint
     where contype = 'f' and confdeltype <> 'c'
       and confrelid in ('account'::regclass, 'identity'::regclass, 'invitation'::regclass)`,
  );
  expect(held).toEqual([{ name: 'organization_founder_active' }]);
});

it('finds all that refers to a person by an index, however much of it others have', async () => {
  const unfound = await askDatabase<{ table: string }>(
    server,
    `select c.conrelid::regclass::text as table from pg_constraint c
     where c.contype = 'f' and c.confrelid in ('account'::regclass, 'identity'::regclass) and c.confdeltype = 'c'
       and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indpred is null
         and (i.indkey::int2[])[0:1] @> c.conkey and (i.indkey::int2[])[0:1] <@ c.conkey)`,
  );
  expect(unfound).toEqual([]);
});
