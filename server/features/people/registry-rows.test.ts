import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveMyIdentity, submitMyIdentity } from '../../../contract/identities.ts';
import { getAccount } from '../../../contract/people.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { listAccounts } from '../../../contract/registry.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { signOut } from '../../../contract/sessions.ts';
import { askDatabase } from '../../../tests/support/ask-database.ts';
import { makeMember } from '../../../tests/support/make-member.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer, Visitor } from '../../../tests/support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  server = await startTestFoyer();
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

const member = (username: string, permissions: readonly Permission[] = [], identity?: 'none') =>
  makeMember(server, { slug: founder.slug, username, permissions, ...(identity && { identity }) });

async function rowsFor(reader: Visitor, query?: string) {
  const { items } = await reader.call(listAccounts, { query: { ...(query && { query }) } });
  return new Map(items.map((item) => [item.username, item]));
}

it('says when somebody was last seen, whatever became of their sessions; who never signed in was not', async () => {
  const anna = await member('anna');
  await founder.call(registerPerson, {
    body: { account: { email: 'nobody.yet@people.example' }, delivery: { channel: 'none' } },
  });
  await askDatabase(
    server,
    `update session set last_seen_at = '2026-10-02T09:00:00Z', ended_at = now() where account_id = $1`,
    [anna.accountId],
  );
  const rows = await rowsFor(founder);
  expect(rows.get('anna')?.lastSeenAt).toBe('2026-10-02T09:00:00.000Z');
  expect(rows.get('nobody.yet')?.lastSeenAt).toBeNull();
  const params = { id: anna.accountId };
  expect((await founder.call(getAccount, { params })).lastSeenAt).toBe('2026-10-02T09:00:00.000Z');
  // Of several the newest counts, the one that lives or not.
  const again = await member('anna.two');
  await again.call(signOut, {});
  const seen = (await rowsFor(founder)).get('anna.two')?.lastSeenAt ?? '';
  expect(Date.now() - Date.parse(seen)).toBeLessThan(60_000);
});

it('offers in each row what the reader may do there, as the page of the person does', async () => {
  const everything = {
    suspend: false,
    reactivate: false,
    close: false,
    registerIdentity: false,
    review: false,
    ask: false,
    askForUpdate: false,
  };
  const waits = await member('waits', [], 'none');
  await waits.call(submitMyIdentity, { body: { fields: { given_name: 'Anna', family_name: 'Rossi' } } });
  const begun = await member('begun', [], 'none');
  await begun.call(saveMyIdentity, { body: { fields: { given_name: 'Bea' } } });
  const away = await member('away');
  await askDatabase(server, `update account set state = 'suspended' where id = $1`, [away.accountId]);
  const gone = await member('gone', [], 'none');
  await askDatabase(server, `update account set state = 'closed' where id = $1`, [gone.accountId]);

  const reader = await member('reader', ['user-management:access']);
  for (const row of (await rowsFor(reader)).values()) expect(row.abilities).toEqual(everything);
  const operator = await member('operator', [
    'user-management:access',
    'user-management:can_register_identity',
    'user-management:can_suspend',
  ]);
  const seen = await rowsFor(operator);
  const abilities = (username: string) => seen.get(username)?.abilities;
  expect(abilities('founder')).toEqual({ ...everything, registerIdentity: true, ask: true });
  expect(abilities('operator')).toEqual(everything);
  expect(abilities('waits')).toEqual({ ...everything, suspend: true });
  expect(abilities('begun')).toEqual({ ...everything, suspend: true, registerIdentity: true, ask: true });
  expect(abilities('away')).toEqual({ ...everything, reactivate: true });
  expect(abilities('gone')).toEqual(everything);

  expect(abilities('reader')).toEqual({ ...everything, suspend: true, askForUpdate: true });

  const chief = await rowsFor(founder);
  expect(chief.get('waits')?.abilities).toMatchObject({ review: true, close: true, registerIdentity: false });
  for (const { id, abilities: offered } of chief.values()) {
    const page = await founder.call(getAccount, { params: { id } });
    expect(page.abilities, id).toMatchObject(offered);
  }
});
