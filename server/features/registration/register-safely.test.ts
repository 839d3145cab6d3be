import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import { createApiKey } from '../../../contract/api-keys.ts';
import { grantPermission } from '../../../contract/grants.ts';
import { getIdentityForm } from '../../../contract/identity-form.ts';
import { handOverLink, resendInvitation, revokeInvitation } from '../../../contract/invitations.ts';
import { inspectInvitation, openInvitation } from '../../../contract/join.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askForEmailChange } from '../../../contract/email-change.ts';
import { changeLogo, getOrganization } from '../../../contract/settings.ts';
import { allRoutes } from '../../../contract/routes.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { makeSubmitted } from '../../../tests/support/make-submitted.ts';
import { samplePicture } from '../../../tests/support/sample-picture.ts';
import { send } from '../../../tests/support/send.ts';
import type { Answer } from '../../../tests/support/send.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

function register(
  email: string,
  more: object = {},
  headers: Record<string, string> = {},
  by: Visitor = founder,
): Promise<Answer> {
  return send(by, registerPerson, {
    body: { account: { email, ...more }, delivery: { channel: 'none' } },
    headers,
  });
}

/** How many rows each table of what a registration writes has. */
async function census(): Promise<unknown> {
  const tables = [
    'account',
    'permission_grant',
    'invitation',
    // What the worker adds when it keeps a mail comes in its own time.
    `invitation_event where kind <> 'kept_in_outbox'`,
    'mail',
    'activity',
    'idempotent_answer',
    // Nor what the clock asks for: a minute may end meanwhile.
    `pgboss.job where name not in ('refresh-search', 'send-reminders', 'tend-imports', 'empty-due-fields')`,
  ];
  const [row] = await askDatabase(
    server,
    `select ${tables.map((table, i) => `(select count(*)::int from ${table}) as t${i}`).join(', ')}`,
  );
  return row;
}

const codes = ({ body }: Answer) =>
  Object.fromEntries(
    Object.entries((body['fields'] ?? {}) as Record<string, { code: string }[]>).map(([path, [first]]) => [
      path,
      first?.code,
    ]),
  );

describe('two who want the same name', () => {
  it('one email in three spellings, thirty at once: one account (T46)', async () => {
    const spellings = ['Mara.Blum@clash.example', 'mara.blum@CLASH.example', 'MARA.BLUM@clash.EXAMPLE'];
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => register(spellings[i % 3] ?? '', { username: `mara${i}` })),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    const refused = answers.filter((answer) => answer.status !== 201);
    expect(new Set(refused.map((answer) => JSON.stringify([answer.status, codes(answer)])))).toEqual(
      new Set(['[422,{"account.email":"account.email_taken"}]']),
    );
  });

  it('one username in three spellings, thirty at once: one account', async () => {
    const spellings = ['One.Name', 'one.name', 'ONE.NAME'];
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        register(`name${i}@clash.example`, { username: spellings[i % 3] }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    const refused = answers.filter((answer) => answer.status !== 201);
    expect(new Set(refused.map((answer) => JSON.stringify([answer.status, codes(answer)])))).toEqual(
      new Set(['[422,{"account.username":"account.username_taken"}]']),
    );
  });

  it('a derived name, forty at once: each has one of its own (T45)', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => register(`storm@storm${i}.example`)),
    );
    expect(answers.filter((answer) => answer.status !== 201).map((answer) => answer.text)).toEqual([]);
    const names = new Set(answers.map((answer) => (answer.body['account'] as { username: string }).username));
    expect(names.size).toBe(40);
    expect([...names].every((name) => /^storm\d*$/.test(name))).toBe(true);
  }, 30_000);

  it('a username that is another’s email is none (T45)', async () => {
    await register('victim@clash.example');
    const answer = await register('attacker@clash.example', { username: 'victim@clash.example' });
    expect([answer.status, codes(answer)]).toEqual([422, { 'account.username': 'username.at_sign' }]);
  });

  it.each([
    'v\u0131ctim@clash.example',
    'vi\u0441tim@clash.example',
    'ｖictim@clash.example',
    '"victim"@clash.example',
    'victim(x)@clash.example',
    'a@x.example,b@x.example',
    'a@x.example\r\nBcc: b@x.example',
    'a@[127.0.0.1]',
    `${'a'.repeat(65)}@x.example`,
    '=?utf-8?q?a?=@x.example',
  ])('no address but one plain one: %j (P25, T14, T17)', async (email) => {
    const answer = await register(email);
    expect([answer.status, Object.keys(codes(answer))]).toEqual([422, ['account.email']]);
  });
});

describe('all of it or nothing', () => {
  const whole = (email: string) => ({
    account: { email },
    grants: [{ application: 'settings', permission: 'access' }],
    delivery: { channel: 'email', message: 'Welcome' },
  });

  it.each([
    ['account', `email <> 'half@way.example'`],
    ['permission_grant', `application <> 'settings'`],
    ['invitation', `message <> 'Welcome'`],
    ['invitation_event', `kind <> 'queued'`],
    ['mail', `kind <> 'invitation'`],
    ['activity', `action <> 'invitation.issued'`],
    ['idempotent_answer', `route <> 'registerPerson'`],
    ['pgboss.job_common', `name <> 'deliver-mail'`],
  ])('leaves no row behind when writing to %s fails', async (table, check) => {
    const before = await census();
    await askDatabase(server, `alter table ${table} add constraint broken check (${check}) not valid`);
    const answer = await send(founder, registerPerson, {
      body: whole('half@way.example'),
      headers: { 'idempotency-key': randomUUID() },
    });
    await askDatabase(server, `alter table ${table} drop constraint broken`);
    expect([answer.status, answer.body['code']]).toEqual([500, 'internal']);
    expect(answer.text).not.toMatch(/constraint|broken|insert/i);
    expect(await census()).toEqual(before);
  });

  it('queues the mail’s job in the same transaction', async () => {
    const answer = await send(founder, registerPerson, { body: whole('in.time@way.example') });
    const { id } = answer.body['account'] as { id: string };
    const [row] = await askDatabase(
      server,
      `select a.xmin = j.xmin as account, m.id::text = j.data->>'id' as job
       from account a join mail m on m.account_id = a.id join pgboss.job j on j.data->>'id' = m.id::text where a.id = $1`,
      [id],
    );
    // The worker may have taken the job already, which writes its row anew.
    expect(row?.['job']).toBe(true);
  });

  it('tells every problem at once, before anything is written', async () => {
    await register('taken@way.example', { username: 'taken.name' });
    const before = await census();
    const answer = await send(founder, registerPerson, {
      body: {
        account: { email: 'TAKEN@way.example', username: 'Taken.Name', language: 'xx' },
        grants: [{ application: 'settings', permission: 'can_grant' }],
        delivery: { channel: 'email', sendAt: '2001-01-01T00:00:00Z' },
      },
    });
    expect([answer.status, codes(answer)]).toEqual([
      422,
      {
        'account.email': 'account.email_taken',
        'account.username': 'account.username_taken',
        'account.language': 'language.unknown',
        'grants.0.permission': 'grant.unknown_permission',
        'delivery.sendAt': 'delivery.send_at_past',
      },
    ]);
    expect(await census()).toEqual(before);
  });

  it('gives a link only to who may hand one over', async () => {
    const inviter = await makeMember(server, {
      slug: founder.slug,
      username: 'no.links',
      permissions: ['user-registration:access'],
    });
    const answer = await send(inviter, registerPerson, {
      body: { account: { email: 'x@way.example' }, delivery: { channel: 'link' } },
    });
    expect([answer.status, codes(answer)]).toEqual([
      422,
      { 'delivery.channel': 'delivery.link_not_allowed' },
    ]);
  });
});

describe('the same request again (P32)', () => {
  const look = async (link: unknown) =>
    (await send(server.visitor(), inspectInvitation, { body: { token: String(link).split('#')[1] } })).status;
  let people = 0;

  interface Repeatable {
    readonly id?: string;
    readonly body?: object;
    /** What another request under the same key would be; absent where there is only one. */
    readonly other?: { readonly id?: string; readonly body?: object };
  }

  async function person(channel = 'none') {
    people += 1;
    const answer = await send(founder, registerPerson, {
      body: { account: { email: `repeat${people}@again.example` }, delivery: { channel } },
    });
    const { account, invitation } = answer.body as { account: { id: string }; invitation: { id: string } };
    return { account: account.id, invitation: invitation.id };
  }

  const inState = async (state: string): Promise<string> => {
    const { account } = await person();
    await askDatabase(server, 'update account set state = $2 where id = $1', [account, state]);
    return account;
  };
  const moved = async (state: string) => ({ id: await inState(state), other: { id: await inState(state) } });

  const samples: Record<string, () => Promise<Repeatable>> = {
    suspendAccount: () => moved('active'),
    reactivateAccount: () => moved('suspended'),
    closeAccount: () => moved('active'),
    askForIdentities: async () => ({
      body: { accounts: [(await person()).account] },
      other: { body: { accounts: [(await person()).account] } },
    }),
    askPeople: async () => ({
      body: { ids: [(await person()).account] },
      other: { body: { ids: [(await person()).account] } },
    }),
    askPeopleForUpdate: async () => {
      const body = async (note: string) => ({ ids: [await validated()], note });
      return { body: await body('Please look again.'), other: { body: await body('Another note.') } };
    },
    suspendAccounts: async () => {
      const body = { action: 'suspend', ids: [await inState('active')] };
      return { body, other: { body: { ...body, action: 'reactivate' } } };
    },
    registerPerson: async () => {
      people += 1;
      const body = (email: string) => ({ account: { email }, delivery: { channel: 'link' } });
      return {
        body: body(`repeat${people}@again.example`),
        other: { body: body(`other${people}@again.example`) },
      };
    },
    grantPermission: async () => {
      const body = { account: (await person()).account, application: 'settings', permission: 'access' };
      return { body, other: { body: { ...body, application: 'activity' } } };
    },
    resendInvitation: async () => ({
      id: (await person()).invitation,
      other: { id: (await person()).invitation },
    }),
    revokeInvitation: async () => ({
      id: (await person()).invitation,
      other: { id: (await person()).invitation },
    }),
    handOverLink: async () => ({
      id: (await person()).invitation,
      other: { id: (await person()).invitation },
    }),
    extendInvitation: async () => ({
      id: await sentLongAgo(),
      body: { days: 3 },
      other: { id: await sentLongAgo(), body: { days: 4 } },
    }),
    remindInvitation: async () => ({ id: await sentLongAgo(), other: { id: await sentLongAgo() } }),
    actOnInvitations: async () => {
      const body = { action: 'revoke', ids: [(await person()).invitation] };
      return { body, other: { body: { ...body, action: 'resend' } } };
    },
    reportBounce: async () => {
      const id = await sentLongAgo();
      const body = { recipient: await addressOf(id) };
      return { body, other: { body: { ...body, permanent: false } } };
    },
  };

  const grantOf = async () => {
    const body = { account: (await person()).account, application: 'settings', permission: 'access' };
    return String((await send(founder, grantPermission, { body })).body['id']);
  };
  /** What is changed is named by the version that was seen. */
  const versionOf = async (route: RouteDefinition) => (await send(founder, route)).body['version'];
  const words = (heading: string) => ({ subject: null, heading, body: null, button: null });
  const mailText = async () => {
    const [row] = await askDatabase(
      server,
      `select version from mail_text where kind = 'invitation' and language = 'en'`,
    );
    return { kind: 'invitation', language: 'en', version: row?.['version'] ?? 0 };
  };
  let letters = 0;
  const name = () => `Anna ${String.fromCodePoint(97 + (letters++ % 26)).repeat(3)}`;
  const named = async (more: object = {}) => ({
    id: (await person()).account,
    body: { fields: { given_name: name(), ...more } },
    other: { id: (await person()).account, body: { fields: { given_name: name(), ...more } } },
  });
  const ownNamed = () => ({
    body: { fields: { given_name: name(), family_name: 'Rossi' } },
    other: { body: { fields: { given_name: name(), family_name: 'Verdi' } } },
  });
  const keyOf = async () => {
    const body = { name: 'Nightly import', permissions: ['settings:access'] };
    const { apiKey } = (await send(founder, createApiKey, { body })).body as { apiKey: { id: string } };
    return apiKey.id;
  };
  const emailChange = async () => {
    await askDatabase(server, `update mail set created_at = created_at - interval '2 hours'`);
    people += 1;
    const body = { email: `moves${people}@again.example` };
    expect((await send(founder, askForEmailChange, { body })).status).toBe(202);
  };
  /** A session of the founder's that is not the one that asks. */
  const elsewhere = async () => {
    const [row] = await askDatabase<{ id: string }>(
      server,
      `insert into session (organization_id, id, account_id, secret_hash, expires_at, idle_seconds)
       select organization_id, gen_random_uuid(), account_id, sha256(gen_random_uuid()::text::bytea), expires_at,
         idle_seconds from session where ended_at is null and account_id in (select founder_id from organization_settings)
       limit 1 returning id`,
    );
    return row?.id ?? '';
  };
  const validated = async () => {
    const id = await inState('active');
    await askDatabase(
      server,
      `insert into identity (organization_id, account_id, state, version, personal_code, validated_at)
       select organization_id, id, 'validated', 0, (20000000 + (random() * 1e7)::int)::text, now() from account where id = $1`,
      [id],
    );
    return id;
  };
  const submitted = async () => {
    const id = await inState('active');
    await makeSubmitted(server, id);
    return id;
  };
  // Whose version is checked, or which is gone when it is done: a repeat without the key would be refused.
  Object.assign(samples, {
    changeGrant: async () => {
      const id = await grantOf();
      return {
        id,
        body: { version: 1, until: '2999-01-01' },
        other: { id, body: { version: 1, until: null } },
      };
    },
    revokeGrant: async () => ({ id: await grantOf(), other: { id: await grantOf() } }),
    editInvitation: async () => {
      const id = (await person()).invitation;
      return {
        id,
        body: { version: 1, message: 'Ciao' },
        other: { id, body: { version: 1, message: 'Hello' } },
      };
    },
    changeOrganization: async () => {
      const version = await versionOf(getOrganization);
      return { body: { version, reminders: 1 }, other: { body: { version, reminders: 2 } } };
    },
    changeSender: async () => {
      const version = await versionOf(getOrganization);
      const body = { version, senderName: null, senderAddress: null, replyTo: null };
      return { body, other: { body: { ...body, replyTo: 'house@again.example' } } };
    },
    changeMailText: async () => {
      const which = await mailText();
      return {
        body: { ...which, words: words(name()) },
        other: { body: { ...which, words: words(name()) } },
      };
    },
    resetMailText: async () => {
      const which = await mailText();
      return { body: which, other: { body: { ...which, language: 'it' } } };
    },
    changeIdentityForm: async () => {
      const { version, sections } = (await send(founder, getIdentityForm)).body as {
        version: number;
        sections: object;
      };
      return { body: { version, sections }, other: { body: { version, sections, allowsAlias: true } } };
    },
    changeAccount: async () => {
      const id = (await person()).account;
      const body = { version: 1, population: 'external' };
      return { id, body, other: { id, body: { ...body, population: 'internal' } } };
    },
    eraseAccount: async () => ({ id: await inState('closed'), other: { id: await inState('closed') } }),
    saveIdentity: () => named(),
    registerIdentity: () => named({ family_name: 'Rossi' }),
    saveMyIdentity: () => Promise.resolve(ownNamed()),
    submitMyIdentity: () => Promise.resolve(ownNamed()),
    revokeApiKey: async () => ({ id: await keyOf(), other: { id: await keyOf() } }),
    cancelEmailChange: async () => {
      await emailChange();
      return {};
    },
    endOneSession: async () => ({ id: await elsewhere(), other: { id: await elsewhere() } }),
    endOtherSessions: async () => {
      await elsewhere();
      return {};
    },
    changeLogo: () =>
      Promise.resolve({ body: samplePicture({ red: 1 }), other: { body: samplePicture({ red: 2 }) } }),
    removeLogo: async () => {
      await send(founder, changeLogo, { body: samplePicture() });
      return {};
    },
    removeMailServer: async () => {
      await askDatabase(
        server,
        `insert into organization_mail_server (organization_id, host, port, security, revision)
         select id, 'mail.again.example', 25, 'none', gen_random_uuid() from organization on conflict do nothing`,
      );
      return {};
    },
    validateIdentity: async () => ({
      id: await submitted(),
      body: { version: 1 },
      other: { id: await submitted(), body: { version: 1 } },
    }),
    returnIdentity: async () => {
      const id = await submitted();
      const body = (reason: string) => ({ version: 1, reasons: { given_name: reason } });
      return { id, body: body('As on the document.'), other: { id, body: body('Another reason.') } };
    },
    askForUpdate: async () => {
      const body = (note: string) => ({ note });
      const id = await validated();
      return { id, body: body('Please look again.'), other: { id, body: body('Another note.') } };
    },
    confirmMyIdentity: async () => {
      await askDatabase(
        server,
        `insert into identity_update_request (organization_id, account_id, id, asked_by)
         select organization_id, founder_id, gen_random_uuid(), founder_id from organization_settings
         on conflict (organization_id, account_id) do update set answered_at = null`,
      );
      return {};
    },
    askForEmailChange: async () => {
      await askDatabase(server, `update mail set created_at = created_at - interval '2 hours'`);
      people += 1;
      const email = (host: string) => ({ email: `moved${people}@${host}.example` });
      return { body: email('again'), other: { body: email('other') } };
    },
  });

  async function sentLongAgo(): Promise<string> {
    const { invitation } = await person();
    await askDatabase(
      server,
      `update invitation set state = 'sent', channel = 'email', expires_at = now() + interval '3 days' where id = $1`,
      [invitation],
    );
    return invitation;
  }

  async function addressOf(invitation: string): Promise<string> {
    const [row] = await askDatabase<{ email: string }>(
      server,
      'select email from account where id = (select account_id from invitation where id = $1)',
      [invitation],
    );
    return row?.email ?? '';
  }
  // A key is shown once and kept nowhere: its own tests say what a repeat is answered. So do those of imports, and of what
  // holds a password or takes the right of who does it.
  const elsewhereTested = ['createApiKey', 'changePassword', 'changeMailServer', 'handOverFounding'];
  const routes = allRoutes.filter(
    (route) =>
      route.idempotent && !elsewhereTested.includes(route.name) && !route.path.startsWith('/imports'),
  );

  it('is known for every route that promises it', () => {
    expect(routes.map((route) => route.name).toSorted()).toEqual(Object.keys(samples).toSorted());
    for (const route of [registerPerson, grantPermission, resendInvitation, revokeInvitation, handOverLink])
      expect(route.idempotent).toBe(true);
  });

  const sampleOf = async (route: RouteDefinition) => {
    const { other, ...sent } = (await samples[route.name]?.()) ?? {};
    return { sent, other };
  };
  const withKey = (key: string) => ({ headers: { 'idempotency-key': key } });

  it.each(routes)('$name answers the same and does it once', async (route) => {
    const { sent } = await sampleOf(route);
    const key = randomUUID();
    const first = await send(founder, route, { ...sent, ...withKey(key) });
    expect(first.status, first.text).toBe(route.status);
    const after = await census();
    for (let i = 0; i < 3; i++) {
      const again = await send(founder, route, { ...sent, ...withKey(key) });
      expect([again.status, again.text]).toEqual([first.status, first.text]);
    }
    expect(await census()).toEqual(after);
  });

  it.each(routes)(
    '$name does it once under fifty at once',
    async (route) => {
      const { sent } = await sampleOf(route);
      const key = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => send(founder, route, { ...sent, ...withKey(key) })),
      );
      const done = answers.filter((answer) => answer.status === route.status);
      expect(done.length).toBeGreaterThan(0);
      expect(new Set(done.map((answer) => answer.text)).size).toBe(1);
      const others = answers.filter((answer) => answer.status !== route.status);
      expect(new Set(others.map((answer) => answer.body['code']))).toEqual(
        new Set(others.length ? ['request_in_flight'] : []),
      );
      const [row] = await askDatabase(
        server,
        'select count(*)::int as n from idempotent_answer where key = $1',
        [key],
      );
      expect(row).toEqual({ n: 1 });
      const last = await send(founder, route, { ...sent, ...withKey(key) });
      expect(last.text).toBe(done[0]?.text);
    },
    30_000,
  );

  it.each(routes.filter((route) => route.body ?? route.params ?? route.upload))(
    '$name refuses the key for something else',
    async (route) => {
      const { sent, other = {} } = await sampleOf(route);
      const key = randomUUID();
      await send(founder, route, { ...sent, ...withKey(key) });
      const answer = await send(founder, route, { ...other, ...withKey(key) });
      expect([answer.status, answer.body['code']]).toEqual([422, 'idempotency_key_reused']);
    },
  );

  it('keeps no link: it is derived again, while it is the one that lives', async () => {
    const body = { account: { email: 'kept@again.example' }, delivery: { channel: 'link' } };
    const again = () => send(founder, registerPerson, { body, ...withKey('link-of-a-person') });
    const first = await again();
    const link = String(first.body['link']);
    const stored = await askDatabase(server, 'select answer::text from idempotent_answer');
    expect(JSON.stringify(stored)).not.toContain(link.split('#')[1]);
    const { invitation } = first.body as { invitation: { id: string } };
    await send(server.visitor(), openInvitation, { body: { token: link.split('#')[1] } });
    expect((await again()).body['link']).toBe(link);
    const handed = await send(founder, handOverLink, { id: invitation.id, ...withKey('handed') });
    expect([(await again()).status, (await again()).body['code']]).toEqual([409, 'already_answered']);
    const handedAgain = await send(founder, handOverLink, { id: invitation.id, ...withKey('handed') });
    expect(handedAgain.body['link']).toBe(handed.body['link']);
    expect(await look(handed.body['link'])).toBe(200);
    await send(founder, revokeInvitation, { id: invitation.id });
    const dead = await send(founder, handOverLink, { id: invitation.id, ...withKey('handed') });
    expect([dead.status, dead.body['code']]).toEqual([409, 'already_answered']);
  });

  it('belongs to one account and one route', async () => {
    const other = await makeMember(server, {
      slug: founder.slug,
      username: 'same.key',
      permissions: ['user-registration:access'],
    });
    const key = { 'idempotency-key': 'everybodys' };
    expect((await register('mine@again.example', {}, key)).status).toBe(201);
    expect((await register('theirs@again.example', {}, key, other)).status).toBe(201);
    const { invitation } = await person();
    expect((await send(founder, revokeInvitation, { id: invitation, headers: key })).status).toBe(200);
  });

  it('is forgotten after a day, and the key can be used anew', async () => {
    const key = { 'idempotency-key': 'yesterday' };
    expect((await register('day.one@again.example', {}, key)).status).toBe(201);
    await askDatabase(
      server,
      `update idempotent_answer set created_at = now() - interval '24 hours' where key = 'yesterday'`,
    );
    expect((await register('day.two@again.example', {}, key)).status).toBe(201);
    expect((await register('day.two@again.example', {}, key)).status).toBe(201);
  });

  it('a refusal is no answer to keep: the corrected request may use its key', async () => {
    const key = { 'idempotency-key': 'second-try' };
    expect((await register('not an address', {}, key)).status).toBe(422);
    await register('busy@again.example', { username: 'busy.name' });
    expect((await register('free@again.example', { username: 'busy.name' }, key)).status).toBe(422);
    expect((await register('free@again.example', { username: 'free.name' }, key)).status).toBe(201);
  });

  it.each(['', ' ', 'a b', 'x'.repeat(256), 'ä'])('takes no key like %j', async (key) => {
    expect((await register('key@again.example', {}, { 'idempotency-key': key })).status).toBe(400);
  });
});
