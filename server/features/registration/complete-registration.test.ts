import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestOf } from '../../../contract/define-route.ts';
import type { FieldChanges } from '../../../contract/identities.ts';
import { getReview, revealField } from '../../../contract/identity-reviews.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
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

  // Every table that it writes to, in turn, refuses: all of it or nothing.
  it.each(['account', 'identity', 'identity_version', 'permission_grant', 'invitation', 'mail', 'activity'])(
    'leaves nothing behind when %s breaks half-way',
    async (table) => {
      const before = await written();
      await askDatabase(server, `alter table ${table} add constraint broken check (false) not valid`);
      const outcome = await outcomeOf(register(founder, person()));
      await askDatabase(server, `alter table ${table} drop constraint broken`);
      expect(outcome).toMatchObject({ status: 500 });
      expect(await written()).toEqual(before);
      expect(await outcomeOf(register(founder, person()))).toMatchObject({ kind: 'done' });
    },
  );
});
