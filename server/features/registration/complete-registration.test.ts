import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestOf } from '../../../contract/define-route.ts';
import type { FieldChanges } from '../../../contract/identities.ts';
import { getReview, revealField } from '../../../contract/identity-reviews.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
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

let people = 0;
const person = (
  fields: FieldChanges = { given_name: 'Anna', family_name: 'Rossi', tax_code: 'RSSNNA91D52L424T' },
) => {
  people += 1;
  return {
    account: { email: `anna${people}@people.example` },
    identity: { fields },
    grants: [{ application: 'settings' as const, permission: 'access' }],
    delivery: { channel: 'email' as const },
  };
};
type Body = RequestOf<typeof registerPerson>['body'];
const register = (by: Visitor, body: Body) => by.call(registerPerson, { body });

/** How many rows there are of whatever a registration writes. */
async function written() {
  const [row] = await askDatabase(
    server,
    `select (select count(*) from account) as accounts, (select count(*) from identity) as identities,
       (select count(*) from identity_version) as versions, (select count(*) from permission_grant) as grants,
       (select count(*) from invitation) as invitations, (select count(*) from mail) as mails,
       (select count(*) from activity) as acts, (select sum(next_code) from personal_code_counter) as codes,
       (select count(*) from person_search where words like '% half%') as searched, (select count(*) from idempotent_answer) as answers,
       (select count(*) from invitation_event where kind <> 'kept_in_outbox') as events,
       (select count(*) from pgboss.job where name = 'deliver-mail') as jobs`,
  );
  return row;
}

describe('complete registration', () => {
  it('makes account, identity, grants and invitation at once; validated if the operator may', async () => {
    const answer = await register(founder, person());
    expect(answer).toMatchObject({
      identity: { state: 'validated', personalCode: '10000001' },
      account: { state: 'invited' },
    });
    expect(JSON.stringify(answer)).not.toContain('RSSNNA');
    const [row] = await askDatabase(server, 'select name, identity_state from person where id = $1', [
      answer.account.id,
    ]);
    expect(row).toEqual({ name: 'Anna Rossi', identity_state: 'validated' });
  });

  it('waits for a reviewer where the operator may not validate', async () => {
    const operator = await makeMember(server, {
      slug: founder.slug,
      username: 'operator',
      permissions: ['user-registration:access', 'user-management:can_register_identity'],
    });
    const { grants: _, ...plain } = person();
    const { account, identity } = await register(operator, plain);
    expect(identity).toEqual({ state: 'submitted', personalCode: null });
    const params = { id: account.id };
    const review = await founder.call(getReview, { params });
    expect(review).toMatchObject({ name: 'Anna Rossi', news: 'first', content: { hidden: ['tax_code'] } });
    const shown = await founder.call(revealField, { params, body: { field: 'tax_code' } });
    expect(shown.value).toBe('RSSNNA91D52L424T');
  });

  it('is left to a reviewer where the operator wants it, and a wish that they may not have is refused', async () => {
    const { identity, ...others } = person();
    const given = { ...others, identity: { ...identity, validate: false } };
    expect(await register(founder, given)).toMatchObject({
      identity: { state: 'submitted', personalCode: null },
    });
    const operator = await makeMember(server, {
      slug: founder.slug,
      username: 'eager',
      permissions: ['user-registration:access', 'user-management:can_register_identity'],
    });
    const { grants: _, ...plain } = person();
    const wanted = { ...plain, identity: { ...plain.identity, validate: true } };
    await expect(register(operator, wanted)).rejects.toMatchObject({
      problem: { fields: { 'identity.validate': [{ code: 'identity.needs_can_validate' }] } },
    });
  });

  it('by two at once with one address: one person, one code, nothing of the other', async () => {
    const before = Number((await written())?.['codes']);
    const body = person();
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => outcomeOf(register(founder, body))));
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    const refused = outcomes.filter(({ kind }) => kind === 'refused');
    expect(refused.map((one) => 'status' in one && one.status)).toEqual([422, 422, 422]);
    const [row] = await askDatabase(
      server,
      `select (select count(*)::int from account where email = $1) as accounts,
         (select sum(next_code)::int from personal_code_counter) as codes,
         (select count(*)::int from identity_version v where not exists
           (select from account a where a.id = v.account_id)) as strays`,
      [body.account.email],
    );
    expect(row).toEqual({ accounts: 1, codes: before + 1, strays: 0 });
  });

  it('refuses every problem at once, each at its field, and leaves nothing behind', async () => {
    const before = await written();
    const refused = await register(founder, {
      ...person({ given_name: 'Anna', nationality: 'XX', phone: '12' }),
      account: { email: founder.email },
      grants: [1, 2].map(() => ({ application: 'settings' as const, permission: 'access' })),
    }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ problem: { status: 422 } });
    const { problem } = refused as { problem: { fields: object } };
    expect(Object.keys(problem.fields).toSorted()).toEqual([
      'account.email',
      'grants.1.permission',
      'identity.fields.family_name',
      'identity.fields.nationality',
      'identity.fields.phone',
    ]);
    expect(await written()).toEqual(before);
  });

  it('needs the right to register identities', async () => {
    const inviter = await makeMember(server, {
      slug: founder.slug,
      username: 'inviter',
      permissions: ['user-registration:access'],
    });
    const { grants: _, ...plain } = person();
    await expect(register(inviter, plain)).rejects.toMatchObject({
      problem: { fields: { identity: [{ code: 'identity.needs_can_register' }] } },
    });
  });

  // Every table that it writes to, in turn, refuses what this registration would write: all of it or nothing.
  it.each([
    ['account', `email <> 'half@way.example'`],
    ['personal_code_counter', 'next_code < 0'],
    ['identity', `display_name <> 'Half Way'`],
    ['person_changed', `id < 0`],
    ['identity_version', `fields->>'given_name' <> 'Half'`],
    ['permission_grant', `application <> 'settings'`],
    ['invitation', `message <> 'Half-way'`],
    ['invitation_event', `kind <> 'queued'`],
    ['mail', `kind <> 'invitation'`],
    ['activity', `action <> 'identity.registered'`],
    ['idempotent_answer', `route <> 'registerPerson'`],
    ['pgboss.job_common', `name <> 'deliver-mail'`],
  ])('leaves nothing behind when %s breaks half-way', async (table, check) => {
    const before = await written();
    const body = {
      ...person({ given_name: 'Half', family_name: 'Way' }),
      account: { email: 'half@way.example' },
      delivery: { channel: 'email' as const, message: 'Half-way' },
    };
    const answer = async () =>
      send(founder, registerPerson, { body, headers: { 'idempotency-key': randomUUID() } });
    await askDatabase(server, `alter table ${table} add constraint broken check (${check}) not valid`);
    const { status } = await answer();
    await askDatabase(server, `alter table ${table} drop constraint broken`);
    expect(status).toBe(500);
    expect(await written()).toEqual(before);
  });

  it('takes the same request once nothing is broken any more', async () => {
    const body = {
      ...person({ given_name: 'Half', family_name: 'Way' }),
      account: { email: 'half@way.example' },
    };
    expect(await register(founder, body)).toMatchObject({ identity: { state: 'validated' } });
  });
});
