import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { getIdentity, registerIdentity } from '../../../contract/identities.ts';
import { changeIdentityForm, getIdentityForm } from '../../../contract/identity-form.ts';
import { getReview, revealField } from '../../../contract/identity-reviews.ts';
import * as people from '../../../contract/people.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askForPasswordReset } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { grantTo, makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let id: string;
const readers: Record<string, Visitor> = {};
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  await makeForm();
  const { account } = await founder.call(registerPerson, {
    body: { account: { email: 'anna@people.example' }, delivery: { channel: 'email' } },
  });
  ({ id } = account);
  await founder.call(registerIdentity, { params: { id }, body: { fields: values } });
  const rights: Record<string, readonly Permission[]> = {
    colleague: ['user-management:access', 'user-management:can_export'],
    operator: [
      'user-management:access',
      'user-management:can_export',
      'user-management:can_register_identity',
    ],
    reviewer: [
      'user-management:access',
      'user-management:can_export',
      'user-management:can_validate_identity',
    ],
  };
  for (const [username, permissions] of Object.entries(rights)) {
    readers[username] = await makeMember(server, { slug: founder.slug, username, permissions });
  }
  // A change by who may not validate waits for a reviewer.
  await readers['operator']?.call(registerIdentity, {
    params: { id },
    body: { fields: { family_name: 'Verdi' } },
  });
});
afterAll(() => server.stop());

// One field of each visibility, and each that may be sensitive once more as that; operators may fill in all of them.
type Sees = 'person' | 'reviewers' | 'everybody';
const keyed = ['person', 'person_hidden', 'reviewers', 'reviewers_hidden', 'everybody'];
const values = {
  given_name: 'Anna',
  family_name: 'Rossi',
  ...Object.fromEntries(keyed.map((key) => [key, `value of ${key}`])),
};

async function makeForm() {
  const { version, sections } = await founder.call(getIdentityForm, {});
  const own = {
    key: 'rights',
    label: { en: 'Rights' },
    fields: keyed.map((key) => ({
      key,
      type: 'text' as const,
      label: { en: key },
      sees: key.replace('_hidden', '') as Sees,
      edits: 'everybody' as const,
      sensitive: key.endsWith('_hidden'),
    })),
  };
  await founder.call(changeIdentityForm, { body: { version, sections: [...sections, own] } });
}

const at = { params: { id: '' } };
const here = () => ({ ...at, params: { id } });
const named = (fields: Readonly<Record<string, unknown>>) =>
  Object.keys(fields)
    .filter((key) => keyed.includes(key))
    .toSorted();
const exported = async (visitor: Visitor, path = `/api/v1/accounts/${id}/export`) => {
  const answer = await visitor.fetch(path);
  return { answer, text: await answer.text() };
};

describe('a field is shown by who may see it (item 9)', () => {
  const open = {
    colleague: ['everybody'],
    operator: ['everybody', 'reviewers'],
    reviewer: ['everybody', 'reviewers'],
  };
  const hidden = { colleague: [], operator: ['reviewers_hidden'], reviewer: ['reviewers_hidden'] };

  it.each(['colleague', 'operator', 'reviewer'] as const)('on the page, to a %s', async (who) => {
    const page = await readers[who]?.call(people.getAccount, here());
    expect(named(page?.fields ?? {})).toEqual(open[who]);
    expect(page?.hidden.toSorted()).toEqual(hidden[who]);
    expect(JSON.stringify(page)).not.toMatch(/value of (person|\w+_hidden)/);
  });

  it.each([
    ['operator', getIdentity],
    ['reviewer', getReview],
  ] as const)('in the identity, to a %s', async (who, route) => {
    const found = await readers[who]?.call(route, here());
    const text = JSON.stringify(found);
    expect(text).toContain('value of reviewers');
    expect(text).not.toMatch(/value of (person|\w+_hidden)/);
  });

  it('one by one, to who may show what is hidden', async () => {
    const reveal = (who: string, field: string) =>
      outcomeOf(
        readers[who]?.call(revealField, { ...here(), body: { field } }) ?? Promise.reject(new Error(who)),
      );
    expect(await reveal('reviewer', 'reviewers_hidden')).toMatchObject({ kind: 'done' });
    expect(await reveal('reviewer', 'person_hidden')).toMatchObject({ code: 'not_found' });
    expect(await reveal('operator', 'reviewers_hidden')).toMatchObject({ code: 'forbidden' });
  });

  it.each([
    ['colleague', ['everybody']],
    ['operator', ['everybody', 'reviewers']],
    ['reviewer', ['everybody', 'reviewers', 'reviewers_hidden']],
  ] as const)('in an export, to a %s', async (who, wanted) => {
    const { text } = await exported(readers[who] ?? founder);
    const { identity } = JSON.parse(text) as {
      identity: { versions: { fields: Record<string, string>; leftOut: string[] }[] };
    };
    const [version] = identity.versions;
    expect(named(version?.fields ?? {})).toEqual([...wanted]);
    expect(version?.leftOut.toSorted()).toEqual(
      keyed.filter((key) => !wanted.includes(key as never)).toSorted(),
    );
    for (const key of keyed) expect(text.includes(`value of ${key}"`)).toBe(wanted.includes(key as never));
  });
});

describe('an export', () => {
  it('is a page of its own, too: no script, nothing from elsewhere, everything in it escaped', async () => {
    const { answer, text } = await exported(founder, `/api/v1/accounts/${id}/export?format=html`);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="person-[\d-]+\.html"$/);
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('value of reviewers_hidden');
    expect(text).not.toMatch(/<script|src=|href=|http/);
    await askDatabase(server, `update invitation set message = '<img src=x>' where account_id = $1`, [id]);
    const again = await exported(founder, `/api/v1/accounts/${id}/export?format=html`);
    expect(again.text).toContain('&lt;img src=x&gt;');
  });

  it('is read in words, in the order of the form, in the language of who reads it', async () => {
    const person = await makeMember(server, {
      slug: founder.slug,
      username: 'read.me',
      identity: 'none',
      permissions: ['user-management:can_export'],
    });
    const fields = {
      start_date: '2026-02-01',
      address: { country: 'IT', city: 'Trieste', street: 'Via del Faro 12', postalCode: '34121' },
      family_name: 'Rossi',
      given_name: 'Anna',
    };
    await founder.call(registerIdentity, { params: { id: person.accountId }, body: { fields } });
    const read = async () =>
      (await exported(person, '/api/v1/me/export?format=html')).text.replaceAll(/(<[^>]*>|\s)+/g, ' ');
    const english = await read();
    expect(english).toContain(
      'Given name Anna Family name Rossi Address Via del Faro 12, 34121 Trieste, Italy Start date 1 February 2026',
    );
    expect(english).toContain('Export people (Administration, recognition and management of users)');
    expect(english).toContain(
      'Identity registered Somebody else Given name, Family name, Address, Start date',
    );
    expect(english).not.toMatch(/\w+\.(started|registered)|:can_|given_name/);
    await askDatabase(server, `update account set language = 'it' where id = $1`, [person.accountId]);
    expect(await read()).toContain('Via del Faro 12, 34121 Trieste, Italia');
  });

  it('of oneself leaves nothing out but others', async () => {
    const me = await makeMember(server, { slug: founder.slug, username: 'curious', identity: 'none' });
    await me.call((await import('../../../contract/identities.ts')).saveMyIdentity, {
      body: { fields: { given_name: 'Curious', person_hidden: 'mine alone', tax_code: 'RSSNNA91D52L424T' } },
    });
    await founder.call(people.changeAccount, {
      params: { id: me.accountId },
      body: { version: 1, population: 'external' },
    });
    const { text } = await exported(me, '/api/v1/me/export');
    const record = JSON.parse(text) as {
      account: { email: string };
      signIns: unknown[];
      activity: { action: string; by: string }[];
    };
    expect(record.account.email).toBe('curious@alder-institute.example');
    expect(record.signIns).toHaveLength(1);
    expect(text).toMatch(/mine alone/);
    expect(text).toMatch(/RSSNNA91D52L424T/);
    expect(record.activity).toMatchObject([
      { action: 'account.data_exported', by: 'person' },
      { action: 'account.changed', by: 'other' },
      { action: 'session.started', by: 'person' },
    ]);
    expect(text).not.toContain('founder');
  });

  it('needs a fresh sign-in, and ends with the right of who reads', async () => {
    const reader = readers['colleague'] ?? founder;
    await askDatabase(server, `update session set fresh_at = now() - interval '11 minutes'`);
    expect((await exported(reader)).answer.status).toBe(428);
    expect((await exported(reader, '/api/v1/me/export')).answer.status).toBe(428);
    await askDatabase(server, `update session set fresh_at = now()`);

    const { accountId } = await makeMember(server, { slug: founder.slug, username: 'much.happened' });
    await askDatabase(
      server,
      `insert into activity (organization_id, id, at, action, subject_type, subject_id, person_id)
       select organization_id, gen_random_uuid(), now() - n * interval '1 second', 'account.changed', 'account', id, id
       from account, generate_series(1, 30000) as n where id = $1`,
      [accountId],
    );
    const leaver = await makeMember(server, {
      slug: founder.slug,
      username: 'leaver',
      permissions: ['user-management:access', 'user-management:can_export'],
    });
    const answer = await leaver.fetch(`/api/v1/accounts/${accountId}/export`);
    expect(answer.status).toBe(200);
    await founder.call(people.suspendAccount, { params: { id: leaver.accountId } });
    await expect(answer.text()).rejects.toThrow();
  });
});

describe('the page', () => {
  it('tells the versions, by whom and when', async () => {
    const { items } = await founder.call(people.listIdentityVersions, here());
    expect(items).toMatchObject([
      { version: 2, state: 'submitted', inForce: false, savedBy: 'Operator', decidedBy: null },
      { version: 1, state: 'validated', inForce: true, savedBy: 'founder', decidedBy: 'founder' },
    ]);
  });

  it('tells of each permission where it comes from, what ended, and what is missing', async () => {
    const { accountId } = await makeMember(server, { slug: founder.slug, username: 'holder' });
    await grantTo(server, { accountId, permission: 'activity:access' });
    await grantTo(server, { accountId, permission: 'settings:access', from: '-2 days', until: '-1 second' });
    await grantTo(server, { accountId, permission: 'permissions:access', from: '1 day' });
    const read = async (visitor: Visitor, person: string) =>
      (await visitor.call(people.getAccess, { params: { id: person } })).permissions;
    const access = new Map(
      (await read(founder, accountId)).map((one) => [`${one.application}:${one.permission}`, one]),
    );
    expect(access.get('activity:access')).toMatchObject({
      held: true,
      grantable: false,
      sources: [{ kind: 'manual', grantedBy: 'founder', state: 'in_force' }],
    });
    expect(access.get('settings:access')).toMatchObject({
      held: false,
      grantable: true,
      sources: [{ state: 'ended' }],
    });
    expect(access.get('permissions:access')).toMatchObject({
      held: false,
      grantable: false,
      sources: [{ state: 'starts_later' }],
    });
    expect(access.get('permissions:can_grant')).toMatchObject({ held: false, grantable: true, sources: [] });
    expect((await founder.call(people.getAccess, { params: { id } })).closed).toBe('account_not_active');
    const seen = await read(readers['colleague'] ?? founder, accountId);
    expect(seen.some(({ grantable }) => grantable)).toBe(false);
  });

  it('shows every mail without its link, whatever became of it (ruling 8)', async () => {
    const { accountId } = await makeMember(server, { slug: founder.slug, username: 'gets.mail' });
    await server
      .visitor()
      .call(askForPasswordReset, { body: { organization: founder.slug, login: 'gets.mail' } });
    const mailsTo = (person: string) => founder.call(people.listMailsTo, { params: { id: person } });
    await vi.waitUntil(async () => (await mailsTo(accountId)).items[0]?.state === 'kept', 10_000);
    const all = [...(await mailsTo(id)).items, ...(await mailsTo(accountId)).items];
    expect(all.map(({ kind }) => kind).toSorted()).toEqual(['invitation', 'password_reset']);
    for (const revoke of [false, true]) {
      if (revoke) {
        await askDatabase(server, `update invitation set state = 'revoked' where account_id = $1`, [id]);
        await askDatabase(server, `update password_reset set used_at = now() where account_id = $1`, [
          accountId,
        ]);
      }
      for (const { id: mail, subject } of all) {
        const { content } = await founder.call(people.getMail, { params: { id: mail } });
        expect(subject).toMatch(/Alder Institute/);
        for (const text of [content?.html ?? '', content?.text ?? '']) {
          expect(text).toContain('(link hidden)');
          expect(text).not.toMatch(/#[\w-]{20}|link\.invalid/);
        }
      }
    }
  });
});
