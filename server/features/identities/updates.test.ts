import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getMyIdentity, registerIdentity, submitMyIdentity } from '../../../contract/identities.ts';
import { askForUpdate, confirmMyIdentity } from '../../../contract/identity-updates.ts';
import { getOutboxMail, listOutbox } from '../../../contract/outbox.ts';
import { getAccount } from '../../../contract/people.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { inLine } from '../../../tests/support/in-line.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { outcomeOf } from '../../../tests/support/outcome-of.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
let operator: Visitor & { readonly accountId: string };
let colleague: Visitor;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
  operator = await makeMember(server, {
    slug: founder.slug,
    username: 'karim.haddad',
    permissions: ['user-management:access', 'user-management:can_register_identity'],
  });
  colleague = await makeMember(server, {
    slug: founder.slug,
    username: 'reader',
    permissions: ['user-management:access'],
  });
});
afterAll(() => server.stop());

let people = 0;
/** With an identity in force that holds something. */
async function newMember() {
  people += 1;
  const person = await makeMember(server, {
    slug: founder.slug,
    username: `member${people}`,
    identity: 'none',
  });
  await founder.call(registerIdentity, {
    params: { id: person.accountId },
    body: { fields: { given_name: 'Anna', family_name: 'Rossi', phone: '+390401234567' } },
  });
  return person;
}

const ask = (by: Visitor, id: string, body: { fields?: string[]; note?: string } = {}) =>
  by.call(askForUpdate, { params: { id }, body });
const asked = async (person: Visitor) => (await person.call(getMyIdentity, {})).asked;
const anHourAgo = () =>
  askDatabase(server, `update identity_update_request set asked_at = now() - interval '61 minutes'`);

describe('asking a member to look at their data again', () => {
  it('names the fields and says why: in My data, on their page to who registers identities, in no mail', async () => {
    const anna = await newMember();
    const note = 'Has your number changed?';
    const answer = await ask(operator, anna.accountId, { fields: ['phone', 'address', 'phone'], note });
    const told = { by: { name: 'Karim Haddad' }, fields: ['phone', 'address'], note, answeredAt: null };
    expect(answer).toMatchObject(told);
    expect(await asked(anna)).toMatchObject(told);
    const page = (by: Visitor) => by.call(getAccount, { params: { id: anna.accountId } });
    expect((await page(operator)).updateRequest).toMatchObject(told);
    expect((await page(colleague)).updateRequest).toBeNull();
    const kept = async () =>
      (await founder.call(listOutbox, { query: {} })).items.filter(
        ({ kind }) => kind === 'identity_update_asked',
      );
    await expect.poll(kept, { timeout: 8000 }).toHaveLength(1);
    const [listed] = await kept();
    const mail = await founder.call(getOutboxMail, { params: { id: listed?.id ?? '' } });
    expect(mail.text).toContain('look again at: Phone and Address.');
    expect(mail.text).toContain('/my-data');
    expect(JSON.stringify(mail)).not.toContain('number changed');
  });

  it('is answered by a change, or by saying that all is right; once', async () => {
    const [anna, bea] = [await newMember(), await newMember()];
    await ask(operator, anna.accountId);
    await ask(operator, bea.accountId);
    await anna.call(submitMyIdentity, { body: { fields: { phone: '+390407654321' } } });
    expect(await asked(anna)).toBeNull();
    expect((await bea.call(confirmMyIdentity, {})).asked).toBeNull();
    const again = await outcomeOf(bea.call(confirmMyIdentity, {}));
    expect(again).toMatchObject({ code: 'not_possible_now' });
    const { updateRequest } = await operator.call(getAccount, { params: { id: bea.accountId } });
    expect(updateRequest?.answeredAt).toEqual(expect.any(String));
    // What was in force is in force, and nobody has to look at it.
    expect(await bea.call(getMyIdentity, {})).toMatchObject({ state: 'validated', pending: null });
  });

  it('is answered by whoever registers the change for them, too', async () => {
    const anna = await newMember();
    await ask(operator, anna.accountId);
    await founder.call(registerIdentity, {
      params: { id: anna.accountId },
      body: { fields: { phone: '+390407654321' } },
    });
    expect(await asked(anna)).toBeNull();
  });

  it('of two at once one asks; within the hour nobody is asked again, later anew', async () => {
    const anna = await newMember();
    const row = {
      sql: 'select from identity where account_id = $1 for update',
      values: [anna.accountId],
    };
    const both = await inLine(
      server,
      row,
      [founder, operator].map((by) => () => outcomeOf(ask(by, anna.accountId))),
    );
    expect(both).toMatchObject([{ kind: 'done' }, { kind: 'refused', code: 'not_possible_now' }]);
    await anna.call(confirmMyIdentity, {});
    expect(await outcomeOf(ask(operator, anna.accountId))).toMatchObject({ code: 'not_possible_now' });
    await anHourAgo();
    await ask(operator, anna.accountId, { fields: ['phone'] });
    expect(await asked(anna)).toMatchObject({ fields: ['phone'], note: null });
    const mails = await askDatabase(
      server,
      `select generation from mail where kind = 'identity_update_asked' and account_id = $1 order by generation`,
      [anna.accountId],
    );
    expect(mails).toEqual([{ generation: 1 }, { generation: 2 }]);
  });

  it('is for members alone, whose data nobody has to review just now, and for nobody’s own', async () => {
    const none = await makeMember(server, { slug: founder.slug, username: 'none', identity: 'none' });
    const waits = await newMember();
    await waits.call(submitMyIdentity, { body: { fields: { family_name: 'Verdi' } } });
    const away = await newMember();
    await askDatabase(server, `update account set state = 'suspended' where id = $1`, [away.accountId]);
    for (const person of [none, waits, away]) {
      expect(await outcomeOf(ask(operator, person.accountId))).toMatchObject({ code: 'not_possible_now' });
    }
    expect(await outcomeOf(ask(operator, operator.accountId))).toMatchObject({ code: 'own_identity' });
    expect(await outcomeOf(ask(operator, crypto.randomUUID()))).toMatchObject({ code: 'not_found' });
    expect(await outcomeOf(ask(colleague, waits.accountId))).toMatchObject({ code: 'forbidden' });
  });

  it('about a field that there is not is refused at it, and asks nothing', async () => {
    const anna = await newMember();
    for (const fields of [['phone', 'shoe_size'], ['__proto__']]) {
      expect(await outcomeOf(ask(operator, anna.accountId, { fields }))).toMatchObject({ kind: 'refused' });
    }
    await expect(ask(operator, anna.accountId, { fields: ['shoe_size'] })).rejects.toMatchObject({
      problem: { fields: { fields: [{ code: 'identity.not_theirs_to_edit' }] } },
    });
    expect(await asked(anna)).toBeNull();
  });

  it('whose mail can’t be queued asks nothing', async () => {
    const anna = await newMember();
    await askDatabase(
      server,
      `create function fail() returns trigger language plpgsql as $$ begin raise 'half-way'; end $$`,
    );
    await askDatabase(
      server,
      'create trigger fails before insert on mail for each row execute function fail()',
    );
    expect(await outcomeOf(ask(operator, anna.accountId))).toMatchObject({ status: 500 });
    await askDatabase(server, 'drop trigger fails on mail');
    expect(await asked(anna)).toBeNull();
    expect(await ask(operator, anna.accountId)).toMatchObject({ answeredAt: null });
  });
});
